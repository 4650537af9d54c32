/* banned.h - functions that must not compile here. Included by the compiler's command line
 * (-include), so that nobody has to remember it. Each has a safer neighbour in base/ or in
 * POSIX. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok gets atoi atol atof
#pragma GCC poison localtime gmtime asctime ctime
#endif
