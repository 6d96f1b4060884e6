#define _GNU_SOURCE
#include "keeper.h"

#include "calls.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>

// The keeper is a copy of a process with threads that never becomes another program, so it calls nothing that may want a
// lock or memory of another thread: no stdio, no malloc, no opendir. It gives back the memory of that process, tables of
// the linker among it, so it calls nothing by name (see calls.h); strings are read by functions of its own.

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

static long decimal(const char *text) {
  long value = 0;
  while (is_digit(*text)) value = value * 10 + (*text++ - '0');
  return value;
}

static uintptr_t hexadecimal(const char **text) {
  uintptr_t value = 0;
  for (;; ++*text) {
    char byte = **text;
    if (is_digit(byte)) value = value << 4 | (uintptr_t)(byte - '0');
    else if (byte >= 'a' && byte <= 'f') value = value << 4 | (uintptr_t)(byte - 'a' + 10);
    else return value;
  }
}

static bool starts(const char *text, const char *prefix) {
  while (*prefix)
    if (*text++ != *prefix++) return false;
  return true;
}

/// Writes behind what stands at `end`, and answers with the new end.
static char *append(char *end, const char *text) {
  while (*text) *end++ = *text++;
  *end = 0;
  return end;
}

static char *append_number(char *end, pid_t number) {
  pid_t scale = 1;
  while (number / scale >= 10) scale *= 10;
  for (; scale > 0; scale /= 10) *end++ = (char)('0' + number / scale % 10);
  *end = 0;
  return end;
}

/// Reads a small file of /proc; its length, or 0.
static size_t contents(const char *path, char *buffer, size_t room) {
  int file = calls.open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  size_t count = 0;
  ssize_t more;
  while (count < room - 1 && (more = calls.read(file, buffer + count, room - 1 - count)) > 0) count += (size_t)more;
  calls.close(file);
  buffer[count] = 0;
  return count;
}

/// The parent of a process, or 0.
static pid_t parent(pid_t process) {
  static char path[64], status[512];
  append(append_number(append(path, "/proc/"), process), "/stat");
  size_t count = contents(path, status, sizeof status), end = count;
  // "12 (name) S 7 …": the name may hold anything.
  while (end > 0 && status[end] != ')') end--;
  return end > 0 && end + 4 < count ? (pid_t)decimal(status + end + 4) : 0;
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
  pid_t own = calls.getpid();
  int folder = calls.open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  long count;
  while ((count = calls.syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long place = 0; place < count;) {
      struct entry *entry = (struct entry *)(buffer + place);
      place += entry->length;
      pid_t process = (pid_t)decimal(entry->name);
      if (process <= 1) continue;
      pid_t above = process;
      for (int depth = 0; depth < 1000 && above > 1 && above != own; depth++) above = parent(above);
      if (above == own && process != own) calls.kill(process, SIGKILL);
    }
  }
  calls.close(folder);
}

/// Gives back the memory of the process that this one is a copy of: what is no file's, does not follow a file's (where
/// libraries have their variables) and is not in use here. Otherwise both would hold every page that the other changes.
static void forget(void) {
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  static char maps[1 << 16];
  size_t count = contents("/proc/self/maps", maps, sizeof maps);
  uintptr_t used[] = {(uintptr_t)&count, (uintptr_t)&errno, (uintptr_t)maps};
  uintptr_t end_of_file = 0;
  for (const char *line = maps; line < maps + count; line++) {
    // "7f00-7f80 rw-p 00000000 00:00 0    [heap]": bounds, rights, offset, device, number, name.
    uintptr_t from = hexadecimal(&line);
    line++;
    uintptr_t to = hexadecimal(&line);
    bool is_memory = starts(line, " rw-p ");
    while (*line && *line != '\n' && *line != '/' && *line != '[') line++;
    bool is_file = *line == '/';
    is_memory = is_memory && (*line == '\n' || starts(line, "[heap]")) && from != end_of_file;
    if (is_file) end_of_file = to;
    while (*line && *line != '\n') line++;
    for (int index = 0; index < 3; index++) is_memory = is_memory && (used[index] < from || used[index] >= to);
    // The last line may be cut off.
    if (is_memory && *line) calls.munmap((void *)from, to - from);
  }
#endif
}

static void pause_for(long microseconds) {
  struct timespec time = {0, microseconds * 1000};
  calls.nanosleep(&time, NULL);
}

/// Whether the program has ended; others that have are forgotten. The program stays to be waited for, so that its number
/// and its group's are not given to another.
static bool has_ended(pid_t program) {
  siginfo_t info;
  while (true) {
    info.si_pid = 0;
    if (calls.waitid(P_PID, (id_t)program, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == program) return true;
    info.si_pid = 0;
    if (calls.waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) return false;
    if (info.si_pid != program) calls.waitpid(info.si_pid, NULL, 0);
  }
}

/// Kills until nothing is left, for at most ten seconds: what is orphaned becomes a child of this process, so that one
/// without children has left nothing behind.
static int end_all(pid_t program) {
  int status = 0;
  calls.kill(-program, SIGKILL);
  calls.kill(program, SIGKILL);
  long waited = 0;
  for (long pause = 100; waited < 10000000; pause = pause < 20000 ? pause * 2 : pause) {
    pid_t ended;
    int how;
    while ((ended = calls.waitpid(-1, &how, WNOHANG)) > 0)
      if (ended == program) status = how;
    if (ended < 0) break;
    if (waited > 0) strike();
    pause_for(pause);
    waited += pause;
  }
  return status;
}

_Noreturn void twosouls_keep(pid_t program, int control) {
  prctl(PR_SET_NAME, "plugin-keeper");
  for (int file = 0; file < 3; file++) calls.close(file);
  if (control > 3) calls.syscall(SYS_close_range, 3U, (unsigned)control - 1, 0U);
  if (calls.syscall(SYS_close_range, (unsigned)control + 1, ~0U, 0U) != 0) {
    long most = sysconf(_SC_OPEN_MAX);
    for (int file = 3; file < most; file++)
      if (file != control) calls.close(file);
  }
  (void)!calls.chdir("/");
  sigset_t all, ended;
  sigfillset(&all);
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  struct pollfd files[2] = {{control, POLLIN, 0}, {signalfd(-1, &ended, SFD_NONBLOCK | SFD_CLOEXEC), POLLIN, 0}};
  forget();
  while (!has_ended(program)) {
    calls.poll(files, 2, 1000);
    if (files[0].revents) {
      unsigned char order;
      ssize_t count = calls.read(control, &order, 1);
      if (count == 0 || (count == 1 && order == 0)) break;
      if (count == 1) {
        calls.kill(-program, order);
        calls.kill(program, order);
      }
    }
    struct signalfd_siginfo news;
    while (calls.read(files[1].fd, &news, sizeof news) > 0) {}
  }
  int status = end_all(program);
  if (WIFSIGNALED(status)) {
    static const struct rlimit none = {0, 0};
    calls.setrlimit(RLIMIT_CORE, &none);
    calls.sigprocmask(SIG_UNBLOCK, &all, NULL);
    calls.kill(calls.getpid(), WTERMSIG(status));
  }
  calls.exit(WIFEXITED(status) ? WEXITSTATUS(status) : 127);
}
