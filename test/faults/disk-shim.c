/*
 * A disk that is watched and that can fail. Loaded before libc (LD_PRELOAD) into the real core process, it writes down
 * every change of the files in one folder, so that what a power cut would have left can be built anew, and refuses calls
 * when it is told to. The files -shm (memory, rebuilt at opening) and .reserve (nothing in it) are left out.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, TRUNCATE = 2, SYNC = 3, UNLINK = 4, RENAME = 5, CREATE = 6 };
/* Which calls fail, as bits of `calls`. */
enum { ON_WRITE = 1, ON_SYNC = 2, ON_CHANGE = 4, ON_READ = 8, ON_TRUNCATE = 16 };

/* Shared with the test through a file: how many more such calls succeed, and how the next ones fail. */
struct faults { int32_t armed, calls, error, after, lasting, cut, fired; };

static const char *folder;
static size_t folder_length;
static int log_file = -1;
static volatile struct faults *faults;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...) static result (*real_##name)(__VA_ARGS__); \
  if (!real_##name) real_##name = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  REAL(int, open, const char *, int, ...);
  const char *log = getenv("WATCHED_LOG"), *control = getenv("WATCHED_FAULTS");
  folder = getenv("WATCHED_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  if (log) log_file = real_open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (!control) return;
  int file = real_open(control, O_RDWR | O_CLOEXEC);
  void *shared = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (shared != MAP_FAILED) faults = shared;
}

static int ends_with(const char *path, const char *end) {
  size_t length = strlen(path), rest = strlen(end);
  return length >= rest && strcmp(path + length - rest, end) == 0;
}

static int is_watched(const char *path) {
  return folder && strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0) &&
         !ends_with(path, "-shm") && !ends_with(path, ".reserve");
}

static int path_of(int fd, char *path) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_watched(path);
}

static void note(uint8_t what, const char *path, uint64_t offset, const void *bytes, uint32_t length) {
  if (log_file < 0) return;
  uint16_t path_length = (uint16_t)strlen(path);
  struct __attribute__((packed)) { uint8_t what; uint16_t path; uint64_t offset; uint32_t length; } head = {what, path_length, offset, length};
  struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, path_length}, {(void *)bytes, length}};
  REAL(ssize_t, writev, int, const struct iovec *, int);
  pthread_mutex_lock(&lock);
  if (real_writev(log_file, parts, 3) < 0) abort();
  pthread_mutex_unlock(&lock);
}

/* The error that this call must fail with, or 0. A negative one ends the process here and now. */
static int fault(int call) {
  if (!faults || !faults->armed || !(faults->calls & call)) return 0;
  if (__sync_fetch_and_sub((int32_t *)&faults->after, 1) > 0) return 0;
  if (!faults->lasting) faults->armed = 0;
  __sync_fetch_and_add((int32_t *)&faults->fired, 1);
  if (faults->error < 0) kill(getpid(), SIGKILL);
  return faults->error;
}
#define FAIL_ON(call) do { int error = fault(call); if (error) { errno = error; return -1; } } while (0)

/* A write may be cut short once before the disk refuses the rest. */
static size_t allowed(size_t length, int *error) {
  *error = fault(ON_WRITE);
  return *error && faults->cut && length > 1 ? length / 2 : *error ? 0 : length;
}

#define PWRITE(name, offset_type) \
  ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) { \
    REAL(ssize_t, name, int, const void *, size_t, offset_type); \
    char path[PATH_MAX + 1]; \
    if (!path_of(fd, path)) return real_##name(fd, bytes, length, offset); \
    int error; \
    size_t allowed_length = allowed(length, &error); \
    if (error && allowed_length == 0) { errno = error; return -1; } \
    ssize_t written = real_##name(fd, bytes, allowed_length, offset); \
    if (written > 0) note(WRITE, path, (uint64_t)offset, bytes, (uint32_t)written); \
    return written; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(ssize_t, write, int, const void *, size_t);
  char path[PATH_MAX + 1];
  if (!path_of(fd, path)) return real_write(fd, bytes, length);
  int error;
  size_t allowed_length = allowed(length, &error);
  if (error && allowed_length == 0) { errno = error; return -1; }
  off_t offset = lseek(fd, 0, SEEK_CUR);
  ssize_t written = real_write(fd, bytes, allowed_length);
  if (written > 0) note(WRITE, path, (uint64_t)offset, bytes, (uint32_t)written);
  return written;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, writev, int, const struct iovec *, int);
  char path[PATH_MAX + 1];
  if (!path_of(fd, path)) return real_writev(fd, parts, count);
  ssize_t total = 0;
  for (int part = 0; part < count; part += 1) {
    ssize_t written = write(fd, parts[part].iov_base, parts[part].iov_len);
    if (written < 0) return total > 0 ? total : -1;
    total += written;
    if ((size_t)written < parts[part].iov_len) break;
  }
  return total;
}

#define PREAD(name, offset_type) \
  ssize_t name(int fd, void *bytes, size_t length, offset_type offset) { \
    REAL(ssize_t, name, int, void *, size_t, offset_type); \
    char path[PATH_MAX + 1]; \
    if (faults && faults->armed && (faults->calls & ON_READ) && path_of(fd, path)) FAIL_ON(ON_READ); \
    return real_##name(fd, bytes, length, offset); \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

#define TRUNCATED(name, size_type) \
  int name(int fd, size_type size) { \
    REAL(int, name, int, size_type); \
    char path[PATH_MAX + 1]; \
    if (!path_of(fd, path)) return real_##name(fd, size); \
    FAIL_ON(ON_TRUNCATE); \
    int result = real_##name(fd, size); \
    if (result == 0) note(TRUNCATE, path, (uint64_t)size, NULL, 0); \
    return result; \
  }
TRUNCATED(ftruncate, off_t)
TRUNCATED(ftruncate64, off64_t)

/* Noted before it is asked for would promise too much: only what the system has confirmed counts as on the disk. */
#define SYNCED(name) \
  int name(int fd) { \
    REAL(int, name, int); \
    char path[PATH_MAX + 1]; \
    if (!path_of(fd, path)) return real_##name(fd); \
    FAIL_ON(ON_SYNC); \
    int result = real_##name(fd); \
    if (result == 0) note(SYNC, path, 0, NULL, 0); \
    return result; \
  }
SYNCED(fsync)
SYNCED(fdatasync)

int unlink(const char *path) {
  REAL(int, unlink, const char *);
  if (!is_watched(path)) return real_unlink(path);
  FAIL_ON(ON_CHANGE);
  int result = real_unlink(path);
  if (result == 0) note(UNLINK, path, 0, NULL, 0);
  return result;
}

/* How std::filesystem takes files away. */
int unlinkat(int at, const char *path, int flags) {
  REAL(int, unlinkat, int, const char *, int);
  if (!is_watched(path) || (flags & AT_REMOVEDIR)) return real_unlinkat(at, path, flags);
  FAIL_ON(ON_CHANGE);
  int result = real_unlinkat(at, path, flags);
  if (result == 0) note(UNLINK, path, 0, NULL, 0);
  return result;
}

int rename(const char *from, const char *to) {
  REAL(int, rename, const char *, const char *);
  if (!is_watched(from) && !is_watched(to)) return real_rename(from, to);
  FAIL_ON(ON_CHANGE);
  int result = real_rename(from, to);
  if (result == 0) note(RENAME, from, 0, to, (uint32_t)strlen(to));
  return result;
}

#define OPENED(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, name, const char *, int, ...); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (!is_watched(path) || (flags & O_DIRECTORY)) return real_##name(path, flags, mode); \
    int changes = (flags & O_ACCMODE) != O_RDONLY; \
    if (changes) FAIL_ON(ON_CHANGE); \
    int is_new = changes && (flags & O_CREAT) && access(path, F_OK) != 0; \
    int fd = real_##name(path, flags, mode); \
    if (fd >= 0 && (is_new || (changes && (flags & O_TRUNC)))) note(CREATE, path, 0, NULL, 0); \
    return fd; \
  }
OPENED(open)
OPENED(open64)
