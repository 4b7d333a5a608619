#include "page.h"

static const unsigned char indexHtml[] = {
#embed "index.html"
};

static const unsigned char pageCss[] = {
#embed "page.css"
};

static const unsigned char iconSvg[] = {
#embed "icon.svg"
};

static const unsigned char apiJs[] = {
#embed "api.js"
};

static const unsigned char appJs[] = {
#embed "app.js"
};

static const unsigned char chartsJs[] = {
#embed "charts.js"
};

static const unsigned char domJs[] = {
#embed "dom.js"
};

static const unsigned char feedbackJs[] = {
#embed "feedback.js"
};

static const unsigned char liveJs[] = {
#embed "live.js"
};

static const unsigned char playerJs[] = {
#embed "player.js"
};

static const unsigned char searchJs[] = {
#embed "search.js"
};

static const unsigned char stateJs[] = {
#embed "state.js"
};

static const unsigned char tracksJs[] = {
#embed "tracks.js"
};

static const unsigned char viewBrowseJs[] = {
#embed "view-browse.js"
};

static const unsigned char viewHomeJs[] = {
#embed "view-home.js"
};

static const unsigned char viewJudgeJs[] = {
#embed "view-judge.js"
};

static const unsigned char viewLibraryJs[] = {
#embed "view-library.js"
};

static const unsigned char viewMapJs[] = {
#embed "view-map.js"
};

static const unsigned char viewMixJs[] = {
#embed "view-mix.js"
};

static const unsigned char viewSearchJs[] = {
#embed "view-search.js"
};

static const unsigned char viewSettingsJs[] = {
#embed "view-settings.js"
};

static const unsigned char viewStatsJs[] = {
#embed "view-stats.js"
};

static const unsigned char viewTrackJs[] = {
#embed "view-track.js"
};

static const unsigned char viewTrendingJs[] = {
#embed "view-trending.js"
};

static const unsigned char wordsDeJs[] = {
#embed "words-de.js"
};

static const unsigned char wordsEnJs[] = {
#embed "words-en.js"
};

static const unsigned char wordsEsJs[] = {
#embed "words-es.js"
};

static const unsigned char wordsFrJs[] = {
#embed "words-fr.js"
};

static const unsigned char wordsJs[] = {
#embed "words.js"
};

static const PageFile files[] = {
    {"", "text/html; charset=utf-8", indexHtml, sizeof indexHtml},
    {"page.css", "text/css; charset=utf-8", pageCss, sizeof pageCss},
    {"icon.svg", "image/svg+xml", iconSvg, sizeof iconSvg},
    {"api.js", "text/javascript; charset=utf-8", apiJs, sizeof apiJs},
    {"app.js", "text/javascript; charset=utf-8", appJs, sizeof appJs},
    {"charts.js", "text/javascript; charset=utf-8", chartsJs, sizeof chartsJs},
    {"dom.js", "text/javascript; charset=utf-8", domJs, sizeof domJs},
    {"feedback.js", "text/javascript; charset=utf-8", feedbackJs, sizeof feedbackJs},
    {"live.js", "text/javascript; charset=utf-8", liveJs, sizeof liveJs},
    {"player.js", "text/javascript; charset=utf-8", playerJs, sizeof playerJs},
    {"search.js", "text/javascript; charset=utf-8", searchJs, sizeof searchJs},
    {"state.js", "text/javascript; charset=utf-8", stateJs, sizeof stateJs},
    {"tracks.js", "text/javascript; charset=utf-8", tracksJs, sizeof tracksJs},
    {"view-browse.js", "text/javascript; charset=utf-8", viewBrowseJs, sizeof viewBrowseJs},
    {"view-home.js", "text/javascript; charset=utf-8", viewHomeJs, sizeof viewHomeJs},
    {"view-judge.js", "text/javascript; charset=utf-8", viewJudgeJs, sizeof viewJudgeJs},
    {"view-library.js", "text/javascript; charset=utf-8", viewLibraryJs, sizeof viewLibraryJs},
    {"view-map.js", "text/javascript; charset=utf-8", viewMapJs, sizeof viewMapJs},
    {"view-mix.js", "text/javascript; charset=utf-8", viewMixJs, sizeof viewMixJs},
    {"view-search.js", "text/javascript; charset=utf-8", viewSearchJs, sizeof viewSearchJs},
    {"view-settings.js", "text/javascript; charset=utf-8", viewSettingsJs, sizeof viewSettingsJs},
    {"view-stats.js", "text/javascript; charset=utf-8", viewStatsJs, sizeof viewStatsJs},
    {"view-track.js", "text/javascript; charset=utf-8", viewTrackJs, sizeof viewTrackJs},
    {"view-trending.js", "text/javascript; charset=utf-8", viewTrendingJs, sizeof viewTrendingJs},
    {"words-de.js", "text/javascript; charset=utf-8", wordsDeJs, sizeof wordsDeJs},
    {"words-en.js", "text/javascript; charset=utf-8", wordsEnJs, sizeof wordsEnJs},
    {"words-es.js", "text/javascript; charset=utf-8", wordsEsJs, sizeof wordsEsJs},
    {"words-fr.js", "text/javascript; charset=utf-8", wordsFrJs, sizeof wordsFrJs},
    {"words.js", "text/javascript; charset=utf-8", wordsJs, sizeof wordsJs},
};

const size_t pageFileCount = sizeof files / sizeof files[0];

const PageFile *pageFile(size_t index) { return &files[index]; }
