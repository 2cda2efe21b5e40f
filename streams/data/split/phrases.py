"""What the furniture of news pages says, in words of our own: for the pages that ``compose`` draws."""


def items(text: str) -> list[str]:
    """Return the items of a list written out with semicolons."""
    return [" ".join(item.split()) for item in text.split(";")]


NAMES = items(
    """
    Anna Berger; Tom Okafor; Li Wei; Maria Gonzales; John Smith; Aisha Rahman; Ivan Petrov; Sara Lindqvist;
    David Cohen; Priya Nair; Kofi Mensah; Claire Dubois; Hassan Ali; Emily Clark; Jun Tanaka
    """
)
SITES = items(
    """
    The Daily Courier; Harbour Post; World Today; The Herald; News 24/7; Gulf Mirror; Evening Star; Global
    Desk; Metro Times
    """
)
AGENCIES = items(
    """
    Reuters; AFP; AP; Xinhua; DPA; Bloomberg; Agencies; Our Correspondent; Staff Reporter; News Desk; PTI;
    ANI; Web Desk; PA Media
    """
)
PLACES = items(
    """
    CAIRO; LONDON; NEW DELHI; PARIS; BEIJING; NAIROBI; LAGOS; WASHINGTON; KARACHI; RIYADH; TOKYO; BOGOTA;
    BERLIN; KYIV; JAKARTA; MANILA; SEOUL; ANKARA; LIMA; ACCRA
    """
)
SECTIONS = items(
    """
    World; Politics; Business; Middle East; Asia; Africa; Sport; Opinion; Economy; Technology; Culture;
    Europe; Home; News; Breaking News; Analysis; Top Stories; Crime; Health; Climate
    """
)
MONTHS = items(
    """
    January; February; March; April; May; June; July; August; September; October; November; December
    """
)
SHARE = items(
    """
    Share; Share this article; Facebook; Twitter; WhatsApp; LinkedIn; Email; Print; Copy link; Save;
    Telegram; Share on X; Tweet; Follow us on Twitter; 0 Comments; Comments (3); Leave a comment; Reddit;
    Share this story; Bookmark; A A A; Listen to this article; Link copied
    """
)
ADVERTS = items(
    """
    ADVERTISEMENT; Advertisement; Advertisement - Scroll to continue; Story continues below advertisement;
    Sponsored; SPONSORED CONTENT; - Advertisement -; Article continues after ad; Ad; Promoted; Skip
    advertisement; Sign up for our newsletter; Get the day's top stories in your inbox.; Subscribe for
    unlimited access; Support independent journalism from $2 a week
    """
)
CLOSE = items(
    """
    Related topics; Related articles; Most read; More from World; Read more; You may also like; Trending;
    Recommended; Latest news; Also in this section; More stories; Popular; Editor's picks; Don't miss; Up
    next; Top stories; Tags; More on this story; In other news; READ NEXT
    """
)


TAILS = (None, None, "link", "share", "tags", "more", "copyright", "bio", "close", "newsletter")
MASTHEADS = items("WORLD NEWS; Daily briefing; NEWS IN BRIEF; Morning digest; Top news")
LEADS = items("Read more:; RELATED:; Also read:; READ MORE:; See also:; More:; Watch:; ")
SIGN_UP = items("Sign up to our newsletter; Enter your email address; By signing up you agree to our privacy policy.")
ADDRESSES = items("short.example/; news.example/a/; t.example/; post.example/2024/05/")
CREDITS = items(
    """
    (Photo: {}); ({}/Getty Images); [{}/Reuters]; ({}/AFP); Photograph: {}; Image: {}; (AP Photo/{}); Credit: {}
    """
)
ACCOUNT = items(
    """
    Save this story for later by making a free account. Log in if you already have one.; Please log in to bookmark
    this; You have read two of your four free articles this month.; This story is free to read because you
    registered.; Create an account or log in to go on reading.; Join us to read the rest of our reporting.
    """
)
LETTER = items(
    """
    The stories of the day, in your inbox before breakfast.; A round-up of the week in politics and business.;
    Thanks for signing up!; A confirmation is on its way. Look in your spam folder if you cannot find it.; By signing
    up you accept our terms of use and our privacy policy.; We will never pass your address on.; Browse all our
    newsletters here.; There was a problem. Please try again.; Email address
    """
)
VIDEO = items(
    """
    This video could not be loaded.; Reload the page or try another browser; More videos from our team; Play Video;
    Duration 2:14; Watch: what happened and what comes next; Open this photo in gallery:; View image in fullscreen;
    Expand; Hide caption; Image source, Agency; Image caption,
    """
)
CAPTIONS = items(
    """
    A street in the old town on Monday morning; Supporters wave flags outside the court; The harbour at dusk, seen from
    the hill; Members of the committee arrive for the meeting; A shop that has been closed since the spring; Workers
    clear the road after the storm; The minister at a news conference last week; Passengers wait at the central
    station; A file picture of the plant; Children on their way to school
    """
)
CREDIT_LINES = items(
    """
    (Image: {} via Agency); Photograph: {}; {} / The Herald; Image: {}; ({}/AP); Picture by {}; Credit: {}; Photo: {}
    for Harbour Post; {}, Reuters; Getty Images
    """
)
OPINIONS = items(
    """
    This should have been done years ago, and everybody knows it.; I don't agree at all. Have you been there?; Well
    said!; Who is going to pay for this? Us, as always.; Great article, thank you for writing it.; Another example of
    how they never listen to people outside the capital.; My brother works there and he says it is even worse than you
    write.; Nothing will change until they are voted out.; I have been reading this paper for thirty years and I am
    tired of this.; So sad. My thoughts are with the families.; Can someone explain what the difference is?; Typical.
    """
)
READERS = items(
    """
    harbourman42; Old_Sailor; jkl77; TruthSeeker; maria g; Bob from Leeds; anon; xX_rider_Xx; northwind; Guest;
    LocalResident; DrStrange9; pete; Concerned Citizen; tulipfan
    """
)
ANSWER = items("Reply; Like; Report; Share; Reply 2; 14 likes; Report abuse; Permalink")
COMMENTS = items(
    """
    Comments; 12 Comments; Join the conversation; What do you think? Have your say; Readers' comments; Sort by: Newest;
    Comments are moderated and may take a while to appear.
    """
)
LIST_LEADS = items(
    """
    These are the main points:; The following was agreed:; Among the measures are:; What we know so far:; The plan has
    several parts:; Other figures released on Tuesday:
    """
)
