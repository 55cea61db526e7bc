"""Pages of an answer: which one is asked for, and the buttons that lead to its neighbours."""

from bot.cards import Button
from bot.commands.command import Request
from bot.errors import UserError

MAX_PAGES = 200
MAX_DIGITS = 9
MAX_VALUE = 80  # Discord, custom_id: 100 characters with "sitrep:" and the action


def page_in(text: str) -> int:
    """The page that is asked for, the first where none is. Raises UserError."""
    if not text:
        return 1
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0
    if not 1 <= number <= MAX_PAGES:
        raise UserError(f"There is no page {text[:MAX_DIGITS]}. Pages are counted from 1 to {MAX_PAGES}.")
    return number


def turns(action: str, names: tuple[str, ...], request: Request, page: int, *, more: bool) -> tuple[Button, ...]:
    """Back and More, as far as there are such pages and the question, the values of `names`, fits into a button."""
    neighbours = (*((("Back", page - 1),) if page > 1 else ()), *((("More", page + 1),) if more else ()))
    pages = ((label, _value(names, request, number)) for label, number in neighbours)
    return tuple(Button(label, action, value) for label, value in pages if _size(value) <= MAX_VALUE)


def by_hand(buttons: tuple[Button, ...], page: int, *, more: bool) -> str:
    """How to get the next page where no button leads there; "" where one does."""
    return f" Add page:{page + 1} for more." if more and not any(b.label == "More" for b in buttons) else ""


def _value(names: tuple[str, ...], request: Request, page: int) -> str:
    """The question and a page as a button's value: the command's parameters in order, which the desk reads back."""
    asked = (" ".join(request.values.get(name, "").replace("|", " ").split()) for name in names)
    return "|".join([*asked, str(page)])


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
