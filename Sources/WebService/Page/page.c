#include "page.h"

static const unsigned char index[] = {
#embed "index.html"
};

static const unsigned char style[] = {
#embed "page.css"
};

static const unsigned char script[] = {
#embed "page.js"
};

static const PageFile files[] = {
    {"", "text/html; charset=utf-8", index, sizeof index},
    {"page.css", "text/css; charset=utf-8", style, sizeof style},
    {"page.js", "text/javascript; charset=utf-8", script, sizeof script},
};

const size_t pageFileCount = sizeof files / sizeof files[0];

const PageFile *pageFile(size_t index) { return &files[index]; }
