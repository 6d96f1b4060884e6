#define _GNU_SOURCE
#include "process.h"

#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

// Between fork and exec, and in the keeper, only calls are made that are safe in the child of a process with threads.

static void clear_signals(void) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &action, NULL);
}

static int prepare(const twosouls_program *program, pid_t keeper, int report) {
  if (setpgid(0, 0) != 0) return -1;
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return -1;
  if (getppid() != keeper) _exit(127);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (chdir(program->folder) != 0) return -1;
  if (dup2(program->input, 0) < 0 || dup2(program->output, 1) < 0 || dup2(program->errors, 2) < 0) return -1;
  if (syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) != 0) {
    long most = sysconf(_SC_OPEN_MAX);
    for (int file = 3; file < most; file++)
      if (file != report) close(file);
  }
  if (program->memory > 0) {
    struct rlimit limit = {program->memory, program->memory};
    if (setrlimit(RLIMIT_AS, &limit) != 0) return -1;
  }
  return execvpe(program->arguments[0], program->arguments, program->environment);
}

static _Noreturn void fail(int report) {
  int reason = errno;
  (void)!write(report, &reason, sizeof reason);
  _exit(127);
}

static _Noreturn void start_and_keep(const twosouls_program *program, int control, int report) {
  clear_signals();
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  if (setpgid(0, 0) != 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) fail(report);
  pid_t keeper = getpid();
  pid_t process = fork();
  if (process < 0) fail(report);
  if (process == 0) {
    prepare(program, keeper, report);
    fail(report);
  }
  setpgid(process, process);
  twosouls_keep(process, control);
}

/// A pipe that is closed on exec, whose ends are none of the standard files.
static int make_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  for (int end = 0; end < 2; end++) {
    if (ends[end] > 2) continue;
    int above = fcntl(ends[end], F_DUPFD_CLOEXEC, 3);
    close(ends[end]);
    ends[end] = above;
  }
  return 0;
}

pid_t twosouls_start(const twosouls_program *program, int *control) {
  int report[2], order[2];
  if (make_pipe(report) != 0) return -1;
  if (make_pipe(order) != 0) {
    close(report[0]);
    close(report[1]);
    return -1;
  }
  pid_t process = fork();
  if (process == 0) start_and_keep(program, order[0], report[1]);
  int started = errno;
  close(report[1]);
  close(order[0]);
  int reason = 0;
  ssize_t count = 0;
  if (process > 0) {
    do count = read(report[0], &reason, sizeof reason);
    while (count < 0 && errno == EINTR);
  }
  close(report[0]);
  if (process > 0 && count <= 0) {
    *control = order[1];
    return process;
  }
  close(order[1]);
  if (process > 0) {
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {}
    started = reason;
  }
  errno = started;
  return -1;
}

int twosouls_watch(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

// How much a pipe holds before its writer has to wait.
enum { capacity = 1 << 20 };

int twosouls_pipe(int ends[2]) {
  if (make_pipe(ends) != 0) return -1;
  fcntl(ends[1], F_SETPIPE_SZ, capacity);
  return 0;
}

int twosouls_bell(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
