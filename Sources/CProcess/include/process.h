#ifndef TWOSOULS_PROCESS_H
#define TWOSOULS_PROCESS_H

#include <sys/types.h>

// What the C library offers no safe call for: fork in a program with threads, and what must be done before exec.

typedef struct {
  /// Where the program stands, or a name that is looked for on PATH; then its arguments, then NULL.
  char *const *arguments;
  char *const *environment;
  /// The folder it starts in.
  const char *folder;
  /// What it gets as standard input, output and error output.
  int input, output, errors;
  /// How many bytes of memory it may have; 0 for any number.
  unsigned long long memory;
} twosouls_program;

/// Starts a program as the leader of a process group of its own. It dies with the thread that started it, and gets no
/// other open files and no blocked signals.
///
/// Answers the process, or -1 with errno where it could not be started.
pid_t twosouls_start(const twosouls_program *program);

/// A pipe that is closed on exec, whose ends are none of the standard files; 0, or -1 with errno.
int twosouls_pipe(int ends[2]);

/// A file descriptor that one thread makes readable for another (eventfd), or -1.
int twosouls_bell(void);

/// A file descriptor that is readable once the process has ended, or -1.
int twosouls_watch(pid_t process);

#endif
