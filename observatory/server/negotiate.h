/* negotiate.h - what the reader would like (RFC 9110, 12): a format and a language. */
#ifndef OBSERVATORY_SERVER_NEGOTIATE_H
#define OBSERVATORY_SERVER_NEGOTIATE_H
#include <stdbool.h>

/* In order of our preference, when the reader has none. */
enum format { FORMAT_JSON, FORMAT_TEXT, FORMAT_CSV, FORMATS };

int negotiate_format(const char *accept);          /* enum format, -1: none fits. "" means any */
int negotiate_named(const char *name);             /* "json", "text", "csv"; -1 */
const char *negotiate_name(enum format);
const char *negotiate_media(enum format);          /* with its charset, for Content-Type */
const char *negotiate_language(const char *header);/* "fr" or "en", static; French when in doubt */
/* Switches the language of messages; returns the one before, to give back later. */
const char *negotiate_speak(const char *language);
/* Is `etag` (quoted) among those of an If-None-Match? */
bool negotiate_etag(const char *if_none_match, const char *etag);
/* "application/json; charset=utf-8" is "application/json"? */
bool negotiate_is(const char *content_type, const char *media);
#endif
