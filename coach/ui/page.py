"""The page as a whole: four tabs, one look, one server on this machine that fetches nothing and sends nothing."""

import logging
import os
import shutil
import socket

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from coach.errors import CoachError, UsageError
from coach.resources import package_file
from coach.settings import Settings, is_loopback
from coach.ui.book import BookPage
from coach.ui.goals import GoalsPage
from coach.ui.machine import MachinePage
from coach.ui.practising import PractisingPage
from coach.ui.room import Room
from coach.ui.talk import TalkPage
from coach.ui.today import TodayPage

TITLE = "Your networking coach"
# Whatever a note or a message holds, the browser fetches from here only.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; connect-src 'self' ws: data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_FONTS = ["system-ui", "Segoe UI", "Roboto", "Helvetica", "Arial", "sans-serif"]


def build(room: Room) -> gr.Blocks:
    """Draws the page."""
    with gr.Blocks(title=TITLE, analytics_enabled=False) as blocks:
        gr.Markdown(
            f"# {TITLE}\nBeside you at the first sentence. Your own notes, your own machine.", elem_id="title"
        )
        with gr.Tabs(overflow_behavior="wrap") as tabs:
            with gr.Tab("Talk", id="talk") as talk_tab:
                talk = TalkPage(room)
            with gr.Tab("Practise", id="practise") as practise_tab:
                practising = PractisingPage(room, talk)
            with gr.Tab("Goals", id="goals") as goals_tab:
                goals = GoalsPage(room)
            with gr.Tab("Your people", id="book") as book_tab:
                book = BookPage(room)
            with gr.Tab("Today", id="today") as today_tab:
                today = TodayPage(room)
            with gr.Tab("Your machine", id="machine") as machine_tab:
                machine = MachinePage(room)
        for page in (talk, practising, goals, book, today, machine):
            page.load(blocks)
        for button, screen in ((talk.bring, "bring-in"), (talk.think, "who")):
            button.click(
                lambda screen=screen: (gr.Tabs(selected="book"), gr.Tabs(selected=screen)),
                None,
                [tabs, book.tabs],
            )
        for button, wanted, whom in (
            (goals.draft, talk.share_with, goals.pick),
            (goals.rehearse, talk.practise_with, goals.pick),
            (goals.event.rehearse, talk.practise_with, goals.event.whom),
        ):
            button.click(lambda: gr.Tabs(selected="talk"), None, [tabs], show_progress="hidden")
            talk.turn_on(button.click, wanted, whom)
        for begin in (practising.start, practising.begin):
            begin.click(lambda: gr.Tabs(selected="talk"), None, [tabs], show_progress="hidden")
        practising.wire()
        practising.open.click(practising.opened, [practising.past], [talk.thread]).then(
            lambda: gr.Tabs(selected="talk"), None, [tabs], show_progress="hidden"
        ).then(talk.show, [talk.thread], talk.shown())
        talk.table.practice.to_event.click(
            lambda: gr.Tabs(selected="goals"), None, [tabs], show_progress="hidden"
        ).then(None, None, None, js="() => document.querySelector('#event textarea, #event input')?.focus()")
        practise_tab.select(practising.show, None, practising.shown())
        goals_tab.select(goals.show, [goals.goal], goals.shown())
        looked = talk.example.click(book.bringing.load_example, None, [talk.looked], concurrency_limit=1)
        looked.then(talk.show, [talk.thread], talk.shown())
        talk_tab.select(talk.look_again, [talk.thread], talk.shown())
        book_tab.select(book.show, [book.where, book.start], book.shown())
        today_tab.select(today.show, None, today.shown())
        machine_tab.select(machine.show, None, [machine.checkup])
    return blocks


def application(room: Room) -> FastAPI:
    """The page as a web application, with a policy that lets the browser fetch from here only."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.middleware("http")
    async def stay_here(request: Request, go_on: RequestResponseEndpoint) -> Response:
        answer = await go_on(request)
        answer.headers["Content-Security-Policy"] = _POLICY
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    blocks = build(room)
    blocks.queue(default_concurrency_limit=4)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=_look(),
        css_paths=[package_file("ui/style.css")],
        head_paths=[package_file("ui/speech.html")],
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        max_file_size=f"{room.settings.max_file_megabytes}mb",
        enable_monitoring=False,
    )
    return mounted


def _look() -> gr.themes.Base:
    """System fonts; every text at least 4.5 : 1 against what is behind it, in light and in dark (WCAG 2.2, 1.4.3)."""
    return gr.themes.Default(
        primary_hue="teal", neutral_hue="slate", font=_FONTS, font_mono=["ui-monospace", "monospace"]
    ).set(
        block_label_text_color="*neutral_700",
        block_label_text_color_dark="*neutral_200",
        block_label_background_fill="transparent",
        block_label_background_fill_dark="transparent",
        block_label_border_width="0px",
        block_title_text_color="*neutral_700",
        block_title_text_color_dark="*neutral_200",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_text_color="white",
        button_cancel_background_fill="#b91c1c",
        button_cancel_background_fill_dark="#b91c1c",
        button_cancel_background_fill_hover="#991b1b",
        button_cancel_background_fill_hover_dark="#991b1b",
        button_cancel_text_color="white",
        color_accent="*primary_700",
        color_accent_soft="*primary_50",
    )


def serve(settings: Settings, host: str, port: int) -> None:
    """Opens the page and stays until Ctrl-C.

    Raises:
        UsageError: the port is taken, or the address is none of this machine's.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    # Gradio keeps copies of what is uploaded and offered for download; they belong to the user's home.
    os.environ["GRADIO_TEMP_DIR"] = str(settings.page_folder)
    # What an earlier page left behind, such as a file that waited for an answer.
    shutil.rmtree(settings.page_folder, ignore_errors=True)
    logging.basicConfig(
        filename=settings.log_file, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s"
    )
    listener = _listen(host, port)
    address = f"http://{host if ':' not in host else f'[{host}]'}:{listener.getsockname()[1]}"
    try:
        room = Room(settings)
    except CoachError:
        listener.close()
        raise
    server = uvicorn.Server(
        uvicorn.Config(
            application(room), log_level="warning", access_log=False, ws="none", timeout_graceful_shutdown=2
        )
    )
    if not is_loopback(address):
        print(
            f"Take care: everybody who can reach {host} can read your notes while this page is open.",
            flush=True,
        )
    print(f"Your coach is at {address}  (Ctrl-C stops it)", flush=True)
    try:
        server.run(sockets=[listener])
    finally:
        room.coach.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise UsageError(
            f"The page cannot be opened at {host}:{port}: {error.strerror or error}. Choose another port, "
            f"for example: make run PORT={port + 1}"
        ) from error
    return listener
