#ifndef TWOSOULS_CALLS_H
#define TWOSOULS_CALLS_H

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// The calls of the C library that the keeper makes.
///
/// A call by its name is looked up when it is made for the first time, in tables of the linker that the keeper has given
/// back by then. The places in this table are filled in when the program is loaded.
typedef struct {
  int (*close)(int);
  int (*chdir)(const char *);
  void (*exit)(int) __attribute__((noreturn));
  pid_t (*getpid)(void);
  int (*kill)(pid_t, int);
  int (*munmap)(void *, size_t);
  int (*nanosleep)(const struct timespec *, struct timespec *);
  int (*open)(const char *, int, ...);
  int (*poll)(struct pollfd *, nfds_t, int);
  ssize_t (*read)(int, void *, size_t);
  // Its first parameter is an int or an enum.
  __typeof__(setrlimit) *setrlimit;
  int (*sigprocmask)(int, const sigset_t *, sigset_t *);
  long (*syscall)(long, ...);
  int (*waitid)(idtype_t, id_t, siginfo_t *, int);
  pid_t (*waitpid)(pid_t, int *, int);
} twosouls_calls;

extern const twosouls_calls calls;

#endif
