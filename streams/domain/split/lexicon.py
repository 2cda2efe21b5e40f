"""What single lines look like in the page language of news sites: bullets, links, bylines, datelines, furniture."""

import re

BULLET = re.compile(r"^(?:[-–—*•·‣▪▸►●○◦◆■□➤➢✓»∙⁃]|\u2022|&bull;)[ \t\u00a0\u2009]*(?=[^\W_]|[\"'“‘«„(€$£])")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]", re.IGNORECASE)
BARE_URL = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…。！？।؟۔](?:[\"'”’»«)\]]|\s?\(\d+\))*$")
ELLIPSIS_END = re.compile(r"(?:…|\.\.\.+|\[\.\.\.\]|\[…\])[\"'”’)\]]*$")
BYLINE = re.compile(
    r"^(?:by|written by|reported by|reporting by|posted by|story by|words by|author|authors|par|por|von|di|door)\b[: ]\s*\S",
    re.IGNORECASE,
)
AGENCY = re.compile(
    r"^(?:\(?(?:the )?(?:reuters|ap|afp|associated press|agence france-presse|agencies|xinhua|bloomberg|pa media|ani|pti|tass|dpa|efe|upi|kyodo|yonhap|anadolu agency|staff(?: writer| reporter)?|news desk|web desk)\)?)(?: (?:news )?(?:agency|staff|agencies))?\.?$",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][\w.’'\-]*(?: [\w.’'\-]+){0,4}(?:, [^\W\d_][\w.’' \-]{1,30})?)"
    r"(?P<rest>(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:, \d{4})?)?"
    r"(?: ?[(\[/][^()\[\]/]{2,40}[)\]/])?)\s?(?P<mark>:|--|—|–|-) ?(?=\S)"
)
CREDIT_OPENING = re.compile(r"^\([A-Z][A-Za-z. ]{1,30}\)\s*(?:[-–—:] ?)?(?=[A-Z“\"‘'])")
FURNITURE = re.compile(
    r"^(?:advertisement|advert|sponsored(?: content)?|menu|search|home|share(?: this)?(?: article| story| on \w+)?|subscribe(?: now| today)?|sign (?:in|up)|log ?(?:in|out)|my account"
    r"|newsletters?|e-?paper|comments?(?: \(\d+\))?|read more|more|related(?: (?:articles?|stories|topics|content|news|links|posts))?|most (?:read|popular|viewed|shared)|trending(?: now)?|latest(?: news)?"
    r"|top stories|recommended(?: for you)?|you may also like|more from .{1,40}|follow us.{0,40}|tags?|topics?|print|email|e-mail|facebook|twitter|whatsapp|linkedin|telegram|copy link|back to top"
    r"|skip to .{1,40}|privacy policy|terms .{1,40}|cookie policy|contact us|about us|all rights reserved\.?|loading\.*|next|previous|load more|view (?:all|comments|more)|see (?:all|more))$",
    re.IGNORECASE,
)
