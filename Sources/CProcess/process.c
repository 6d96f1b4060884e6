#define _GNU_SOURCE
#include "process.h"

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

// Runs in the child, between fork and exec: only calls that are safe there.
static int prepare(const twosouls_program *program, pid_t parent, int report) {
  if (setpgid(0, 0) != 0) return -1;
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return -1;
  if (getppid() != parent) _exit(127);
  struct sigaction action = {.sa_handler = SIG_DFL};
  for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &action, NULL);
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

pid_t twosouls_start(const twosouls_program *program) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -1;
  pid_t parent = getpid();
  pid_t process = fork();
  if (process == 0) {
    prepare(program, parent, report[1]);
    int reason = errno;
    (void)!write(report[1], &reason, sizeof reason);
    _exit(127);
  }
  int started = errno;
  close(report[1]);
  int reason = 0;
  ssize_t count = 0;
  if (process > 0) {
    do count = read(report[0], &reason, sizeof reason);
    while (count < 0 && errno == EINTR);
  }
  close(report[0]);
  if (process < 0) {
    errno = started;
    return -1;
  }
  if (count > 0) {
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {}
    errno = reason;
    return -1;
  }
  return process;
}

int twosouls_watch(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

// How much a pipe holds before its writer has to wait.
enum { capacity = 1 << 20 };

int twosouls_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  for (int end = 0; end < 2; end++) {
    if (ends[end] > 2) continue;
    int above = fcntl(ends[end], F_DUPFD_CLOEXEC, 3);
    close(ends[end]);
    ends[end] = above;
  }
  fcntl(ends[1], F_SETPIPE_SZ, capacity);
  return 0;
}

int twosouls_bell(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
