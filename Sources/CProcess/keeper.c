#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// The keeper is a copy of a process with threads that never becomes another program, so it calls nothing that may want a
// lock or memory of another thread: no stdio, no malloc, no opendir.

/// Reads a small file of /proc; its length, or 0.
static size_t contents(const char *path, char *buffer, size_t room) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  size_t count = 0;
  ssize_t more;
  while (count < room - 1 && (more = read(file, buffer + count, room - 1 - count)) > 0) count += (size_t)more;
  close(file);
  buffer[count] = 0;
  return count;
}

/// The parent of a process, or 0.
static pid_t parent(pid_t process) {
  char path[32] = "/proc/", digits[12], status[512];
  size_t count = 0;
  do digits[count++] = (char)('0' + process % 10);
  while ((process /= 10) > 0);
  size_t end = strlen(path);
  while (count > 0) path[end++] = digits[--count];
  memcpy(path + end, "/stat", 6);
  if (contents(path, status, sizeof status) == 0) return 0;
  // "12 (name) S 7 …": the name may hold anything.
  char *name = strrchr(status, ')');
  return name && strlen(name) > 4 ? (pid_t)strtol(name + 4, NULL, 10) : 0;
}

/// Kills everything below this process.
static void strike(void) {
  struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
  };
  static char buffer[1 << 15] __attribute__((aligned(8)));
  pid_t own = getpid();
  int folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  long count;
  while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long place = 0; place < count;) {
      struct entry *entry = (struct entry *)(buffer + place);
      place += entry->length;
      pid_t process = (pid_t)strtol(entry->name, NULL, 10);
      if (process <= 1) continue;
      pid_t above = process;
      for (int depth = 0; depth < 1000 && above > 1 && above != own; depth++) above = parent(above);
      if (above == own && process != own) kill(process, SIGKILL);
    }
  }
  close(folder);
}

/// Gives back the memory of the process that this one is a copy of: what is large, is no file's and is not in use here.
/// Otherwise both would hold every page that the other changes.
static void forget(void) {
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  static char maps[1 << 16];
  size_t count = contents("/proc/self/maps", maps, sizeof maps);
  uintptr_t used[] = {(uintptr_t)&count, (uintptr_t)&errno, (uintptr_t)maps};
  for (char *line = maps; line < maps + count;) {
    char *end = strchr(line, '\n');
    if (!end) break;
    *end = 0;
    char *rest;
    uintptr_t from = strtoul(line, &rest, 16), to = strtoul(rest + 1, &rest, 16);
    bool is_memory = strncmp(rest, " rw-p ", 6) == 0 && (!strpbrk(rest, "/[") || strstr(rest, "[heap]"));
    for (int index = 0; index < 3; index++) is_memory = is_memory && (used[index] < from || used[index] >= to);
    if (is_memory && to - from >= 1 << 20) munmap((void *)from, to - from);
    line = end + 1;
  }
#endif
}

static void pause_for(long microseconds) {
  struct timespec time = {0, microseconds * 1000};
  nanosleep(&time, NULL);
}

/// Whether the program has ended; others that have are forgotten. The program stays to be waited for, so that its number
/// and its group's are not given to another.
static bool has_ended(pid_t program) {
  siginfo_t info;
  while (true) {
    info.si_pid = 0;
    if (waitid(P_PID, (id_t)program, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == program) return true;
    info.si_pid = 0;
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) return false;
    if (info.si_pid != program) waitpid(info.si_pid, NULL, 0);
  }
}

/// Kills until nothing is left, for at most ten seconds: what is orphaned becomes a child of this process, so that one
/// without children has left nothing behind.
static int end_all(pid_t program) {
  int status = 0;
  kill(-program, SIGKILL);
  kill(program, SIGKILL);
  long waited = 0;
  for (long pause = 100; waited < 10000000; pause = pause < 20000 ? pause * 2 : pause) {
    pid_t ended;
    int how;
    while ((ended = waitpid(-1, &how, WNOHANG)) > 0)
      if (ended == program) status = how;
    if (ended < 0 && errno == ECHILD) break;
    if (waited > 0) strike();
    pause_for(pause);
    waited += pause;
  }
  return status;
}

_Noreturn void twosouls_keep(pid_t program, int control) {
  prctl(PR_SET_NAME, "plugin-keeper");
  for (int file = 0; file < 3; file++) close(file);
  if (control > 3) syscall(SYS_close_range, 3U, (unsigned)control - 1, 0U);
  if (syscall(SYS_close_range, (unsigned)control + 1, ~0U, 0U) != 0) {
    long most = sysconf(_SC_OPEN_MAX);
    for (int file = 3; file < most; file++)
      if (file != control) close(file);
  }
  (void)!chdir("/");
  forget();
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  struct pollfd files[2] = {{control, POLLIN, 0}, {signalfd(-1, &ended, SFD_NONBLOCK | SFD_CLOEXEC), POLLIN, 0}};
  while (!has_ended(program)) {
    poll(files, 2, 1000);
    if (files[0].revents) {
      unsigned char order;
      ssize_t count = read(control, &order, 1);
      if (count == 0 || (count == 1 && order == 0)) break;
      if (count == 1) {
        kill(-program, order);
        kill(program, order);
      }
    }
    struct signalfd_siginfo news;
    while (read(files[1].fd, &news, sizeof news) > 0) {}
  }
  int status = end_all(program);
  if (WIFSIGNALED(status)) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_UNBLOCK, &all, NULL);
    kill(getpid(), WTERMSIG(status));
  }
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 127);
}
