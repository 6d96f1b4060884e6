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

/// Starts a program under a keeper: a process that ends when the program and all that it has started have ended, in the
/// way in which the program ended.
///
/// Whatever the program starts is kept, in groups and sessions of its own too and with any environment. What outlives the
/// program is killed. The program itself is killed too when a zero is written to `control`, or when that is closed, also
/// by the death of this process. Any other byte is sent to the program and its group as the signal of that number.
///
/// The program gets no other open files and no blocked signals.
///
/// Answers the keeper, or -1 with errno where the program could not be started.
pid_t twosouls_start(const twosouls_program *program, int *control);

/// A pipe that is closed on exec, whose ends are none of the standard files; 0, or -1 with errno.
int twosouls_pipe(int ends[2]);

/// A file descriptor that one thread makes readable for another (eventfd), or -1.
int twosouls_bell(void);

/// A file descriptor that is readable once the process has ended, or -1.
int twosouls_watch(pid_t process);

#endif
