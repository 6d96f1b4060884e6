#include "CLibCurl.h"

#include <dlfcn.h>
#include <pthread.h>

static struct {
  int (*global_init)(long);
  void *(*init)(void);
  void (*cleanup)(void *);
  void (*reset)(void *);
  int (*setopt)(void *, int, ...);
  int (*perform)(void *);
  int (*getinfo)(void *, int, ...);
  const char *(*strerror)(int);
  void *(*append)(void *, const char *);
  void (*free_all)(void *);
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_open = 0;

static void open_once(void) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"};
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL) return;
  *(void **)&curl.global_init = dlsym(library, "curl_global_init");
  *(void **)&curl.init = dlsym(library, "curl_easy_init");
  *(void **)&curl.cleanup = dlsym(library, "curl_easy_cleanup");
  *(void **)&curl.reset = dlsym(library, "curl_easy_reset");
  *(void **)&curl.setopt = dlsym(library, "curl_easy_setopt");
  *(void **)&curl.perform = dlsym(library, "curl_easy_perform");
  *(void **)&curl.getinfo = dlsym(library, "curl_easy_getinfo");
  *(void **)&curl.strerror = dlsym(library, "curl_easy_strerror");
  *(void **)&curl.append = dlsym(library, "curl_slist_append");
  *(void **)&curl.free_all = dlsym(library, "curl_slist_free_all");
  is_open = curl.global_init && curl.init && curl.cleanup && curl.reset && curl.setopt && curl.perform
    && curl.getinfo && curl.strerror && curl.append && curl.free_all && curl.global_init(3) == 0;
}

int shim_curl_open(void) {
  pthread_once(&once, open_once);
  return is_open;
}

void *shim_curl_handle(void) { return curl.init(); }
void shim_curl_free(void *handle) { curl.cleanup(handle); }
void shim_curl_reset(void *handle) { curl.reset(handle); }

int shim_curl_set_number(void *handle, int option, long value) { return curl.setopt(handle, option, value); }
int shim_curl_set_pointer(void *handle, int option, const void *value) { return curl.setopt(handle, option, value); }
int shim_curl_set_taker(void *handle, int option, CurlTaker taker) { return curl.setopt(handle, option, taker); }
int shim_curl_perform(void *handle) { return curl.perform(handle); }

long shim_curl_number(void *handle, int info) {
  long value = 0;
  return curl.getinfo(handle, info, &value) == 0 ? value : 0;
}

long long shim_curl_offset(void *handle, int info) {
  long long value = 0;
  return curl.getinfo(handle, info, &value) == 0 ? value : 0;
}

const char *shim_curl_string(void *handle, int info) {
  const char *value = NULL;
  return curl.getinfo(handle, info, &value) == 0 ? value : NULL;
}

const char *shim_curl_reason(int code) { return curl.strerror(code); }

void *shim_curl_append(void *list, const char *line) { return curl.append(list, line); }
void shim_curl_free_list(void *list) { curl.free_all(list); }
