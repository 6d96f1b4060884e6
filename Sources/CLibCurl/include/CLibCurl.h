#pragma once
#include <stddef.h>

// libcurl, opened when it is first asked for. Swift cannot call functions of variable arguments, so each way of setting
// an option has a function here; the numbers of options are part of libcurl's stable interface, so that its header is
// not needed to build.

typedef size_t (*CurlTaker)(char *bytes, size_t size, size_t count, void *taker);

/// Opens the library and finds its functions, once. 0 where it is missing.
int shim_curl_open(void);

void *shim_curl_handle(void);
void shim_curl_free(void *handle);
/// Forgets the options; connections stay open for the next request.
void shim_curl_reset(void *handle);

int shim_curl_set_number(void *handle, int option, long value);
int shim_curl_set_pointer(void *handle, int option, const void *value);
int shim_curl_set_taker(void *handle, int option, CurlTaker taker);
int shim_curl_perform(void *handle);

long shim_curl_number(void *handle, int info);
/// For what libcurl gives as a number of 64 bits.
long long shim_curl_offset(void *handle, int info);
const char *shim_curl_string(void *handle, int info);
const char *shim_curl_reason(int code);

void *shim_curl_append(void *list, const char *line);
void shim_curl_free_list(void *list);
