import pytest

from tests.unit.enrich.happenings.test_other_languages import read, said


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("es", "Un autobús cae a un barranco en Cochabamba.", "ACCIDENT"),
        ("es", "Cocaleros mantienen cerradas las carreteras.", "PROTEST"),
        ("es", "Irán cierra su espacio aéreo y suspende todos los vuelos.", "COERCE"),
        ("es", "Perú expulsa al embajador de México y rompe relaciones diplomáticas.", "SANCTION"),
        ("es", "Venezuela despliega tropas en la frontera.", "MOBILIZE"),
        ("es", "Trump amenaza a Colombia con aranceles del 50 %.", "THREATEN"),
        ("es", "El Gobierno condena el ataque contra la embajada.", "DISAPPROVE"),
        ("es", "La ONU exige la liberación de los rehenes.", "DEMAND"),
        ("es", "Francia retira sus últimas tropas de Malí.", "RETREAT"),
        ("es", "La cumbre más alta del país atrae a miles de montañeros.", None),
        ("es", "El delantero fulmina al portero con dos disparos.", None),
        ("pt", "Venezuela fecha espaço aéreo.", "COERCE"),
        ("pt", "Kremlin rejeita proposta de trégua de Kiev.", "REJECT"),
        ("pt", "Brasil chama de volta o embaixador em Israel.", "SANCTION"),
        ("pt", "Avião cai em Vinhedo.", "ACCIDENT"),
        ("pt", "Mais de 2 mil pessoas ficam desabrigadas com a cheia.", "DISASTER"),
        ("pt", "Goleiro do Flamengo defende dois disparos e salva o time.", None),
        ("fr", "Les agriculteurs bloquent l'A7 avec leurs tracteurs.", "PROTEST"),
        ("fr", "Niger : les frontières terrestres et l'espace aérien fermés.", "COERCE"),
        ("fr", "Paris rappelle son ambassadeur à Alger.", "SANCTION"),
        ("fr", "Le Kremlin rejette la proposition de trêve.", "REJECT"),
        ("fr", "La France déploie 500 soldats en Roumanie.", "MOBILIZE"),
        ("fr", "Les frappes de loin ont fait la différence.", None),
        ("it", "La Polonia chiude il confine con la Bielorussia.", "COERCE"),
        ("it", "Cede un solaio a Palermo.", "ACCIDENT"),
        ("it", "Il Cremlino respinge la proposta di tregua.", "REJECT"),
        ("it", "L'Onu chiede il rilascio immediato degli ostaggi.", "DEMAND"),
        ("it", "Arresto cardiaco, ecco i sintomi da riconoscere.", None),
        ("it", "Morti dal ridere in trecento.", None),
        ("de", "Deutschland schiebt 81 Straftäter nach Afghanistan ab.", "COERCE"),
        ("de", "Berlin weist zwei russische Diplomaten aus.", "SANCTION"),
        ("de", "Kinshasa wirft Ruanda Unterstützung der Rebellen vor.", "DISAPPROVE"),
        ("de", "Bundeswehr verlegt 500 Soldaten nach Litauen.", "MOBILIZE"),
        ("de", "Trump droht Iran mit Angriffen.", "THREATEN"),
        ("de", "Lokführer legen ab Dienstag die Arbeit nieder.", "PROTEST"),
        ("de", "Der Gipfel des Mont Blanc ist zwei Meter niedriger.", None),
    ],
)  # fmt: skip
def test_headlines_of_what_a_risk_desk_reads(language: str, text: str, event: str | None) -> None:
    happened = read(language, text)
    assert (happened.event.type if happened.event else None) == event


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("es", "Suman 450 los contagios y ocho los decesos por cólera.",
         [("infected", 450, "exactly"), ("killed", 8, "exactly")]),
        ("es", "El calor extremo se cobra cinco vidas.", [("killed", 5, "exactly")]),
        ("es", "Hombres armados se llevan a ocho alumnas.", [("abducted", 8, "exactly")]),
        ("pt", "Insurgentes decapitam oito civis.", [("killed", 8, "exactly")]),
        ("pt", "Vazamento de amônia intoxica 15 funcionários.", [("injured", 15, "exactly")]),
        ("fr", "Deux skieurs emportés par une coulée de neige.", [("killed", 2, "exactly")]),
        ("fr", "Le bilan passe de 9 à 12 morts.", [("killed", 12, "exactly")]),
        ("it", "Maxi blitz a Palermo, 34 in manette.", [("arrested", 34, "exactly")]),
        ("it", "Uomini armati rapiscono otto studentesse.", [("abducted", 8, "exactly")]),
        ("de", "Bewaffnete verschleppen acht Schülerinnen.", [("abducted", 8, "exactly")]),
        ("de", "Mindestens 27 Menschen ertranken vor Lesbos.", [("killed", 27, "at least")]),
        ("de", "Cholera: 300 Erkrankte, fünfzehn Todesfälle.",
         [("infected", 300, "exactly"), ("killed", 15, "exactly")]),
    ],
)  # fmt: skip
def test_tolls_of_what_a_risk_desk_reads(language: str, text: str, counts: list[tuple[str, float, str]]) -> None:
    assert said(read(language, text)) == counts
