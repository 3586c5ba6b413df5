"""Texts that the record and the rules keep in English, marked so that the catalogues of the pages have them."""

from django.utils.translation import pgettext_lazy

from districts.spoken import spoken

PERSPECTIVES = {
    spoken("Confirmed"): spoken("What the losing side admits or strong neutral reports say."),
    spoken("Reported"): spoken("What is confirmed, and what a weaker neutral report says."),
    spoken("Claimed"): spoken("All but what is refuted: also what one side alone says, disputed or not."),
    spoken("The government's version"): spoken(
        "What the government says, and what it does not deny and cannot well dispute."
    ),
    spoken("The Taliban's version"): spoken("What the Taliban say, and what they do not deny and cannot well dispute."),
    spoken("The National Resistance Front's version"): spoken(
        "What the National Resistance Front says, and what it does not deny and cannot well dispute."
    ),
}
RESTRICTED = spoken("Restricted source, held by the editors")

ACTORS = (
    spoken("Islamic State – Khorasan Province"),
    pgettext_lazy("inside a sentence", "Afghan government"),
    pgettext_lazy("inside a sentence", "Islamic State – Khorasan Province"),
    pgettext_lazy("inside a sentence", "National Resistance Front"),
    pgettext_lazy("inside a sentence", "Taliban"),
    pgettext_lazy("inside a sentence", "United States"),
)
