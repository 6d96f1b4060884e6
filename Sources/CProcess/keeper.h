#ifndef TWOSOULS_KEEPER_H
#define TWOSOULS_KEEPER_H

#include <sys/types.h>

/// Waits until the program has ended or `control` is closed, ends everything that the program has started, and ends in
/// the way in which the program has ended. The caller is a process of one thread with all signals blocked, the
/// subreaper of its descendants.
_Noreturn void twosouls_keep(pid_t program, int control);

#endif
