/* Makes one system call that writes in a folder fail, or records them all; preloaded by failing_calls.py.

   strace(1) could do the same, but a process under it takes seconds, cannot be forked from one that has loaded the
   program, and is given no short writes: injected results leave the call out. What is to be done stands in a file that
   all processes have in memory. Calls are those of the C library: of Python, SQLite and Rust's standard library alike;
   changes of names are those of the kernel. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

enum { SHORT = -1, KILLED = -2, CUT = -3 };  /* or the number of an error */
enum { OPEN, WRITE, SYNC, RENAME, LINK, UNLINK, MKDIR, TRUNCATE, MODE, OPERATIONS };

static struct {
    int32_t armed, kind, at, count, failed, recording;
    char root[1024], record[1024];
} *state;

static int record = -1;
static __thread int64_t number;  /* of the call that this thread makes */

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int inside(const char *path) {
    size_t length = strlen(state->root);
    return !strncmp(path, state->root, length) && (path[length] == '/' || !path[length]);
}

/* Write the whole path of a name, given with the folder that it is relative to; whether it is in the root. */
static int whole(int folder, const char *path, char *found) {
    char begin[4096] = "";
    if (!state || !state->armed || !path) return 0;
    if (path[0] != '/') {
        if (folder == AT_FDCWD) {
            if (!getcwd(begin, sizeof begin)) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t size = readlink(link, begin, sizeof begin - 1);
            if (size < 0) return 0;
            begin[size] = 0;
        }
    }
    snprintf(found, 8192, "%s%s%s", begin, *begin ? "/" : "", path);
    return inside(found);
}

static int open_inside(int file, char *found) {
    char link[64];
    if (!state || !state->armed) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, found, 4095);
    if (size < 0) return 0;
    found[size] = 0;
    return inside(found);
}

static int same(int operation, int kind) { return (kind != SHORT && kind != CUT) || operation == WRITE; }

/* Count a call; whether it is the one that fails, and how. One that is to kill does it here. */
static int fault(int operation) {
    int saved = errno;
    number = __sync_add_and_fetch(&state->count, 1);
    errno = saved;
    if (number != state->at || !same(operation, state->kind)) return 0;
    state->failed = 1;
    if (state->kind == KILLED) kill(getpid(), SIGKILL), pause();
    return state->kind;
}

static void note(int operation, const char *path, const char *other, int64_t inode, int64_t offset, const void *data,
                 int64_t size) {
    if (!state->recording) return;
    int saved = errno;
    if (record < 0) record = open(state->record, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    int64_t head[] = {number, operation, inode, offset, size, (int64_t)strlen(path), (int64_t)strlen(other)};
    struct iovec parts[] = {{head, sizeof head}, {(void *)path, strlen(path)}, {(void *)other, strlen(other)},
                            {(void *)data, data ? size : 0}};
    REAL(writev);
    real(record, parts, 4);
    errno = saved;
}

static int64_t inode_of(int file) {
    struct stat status;
    return fstat(file, &status) ? 0 : (int64_t)status.st_ino;
}

static int opened(int folder, const char *path, int flags, mode_t mode, int (*real)(int, const char *, int, ...)) {
    char found[8192];
    if (!(flags & (O_WRONLY | O_RDWR | O_CREAT)) || !whole(folder, path, found)) return real(folder, path, flags, mode);
    int failed = fault(OPEN);
    if (failed) { errno = failed; return -1; }
    struct stat status;
    int made = stat(found, &status) != 0;
    int file = real(folder, path, flags, mode);
    if (file >= 0) {
        if (made) note(OPEN, found, "", inode_of(file), 0, NULL, 0);
        else if (flags & O_TRUNC) note(TRUNCATE, found, "", inode_of(file), 0, NULL, 0);
    }
    return file;
}

#define MODE_OF mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list all; va_start(all, flags); mode = va_arg(all, mode_t); va_end(all); }

int openat(int folder, const char *path, int flags, ...) { MODE_OF REAL(openat); return opened(folder, path, flags, mode, real); }
int openat64(int folder, const char *path, int flags, ...) { MODE_OF REAL(openat); return opened(folder, path, flags, mode, real); }
int open(const char *path, int flags, ...) { MODE_OF REAL(openat); return opened(AT_FDCWD, path, flags, mode, real); }
int open64(const char *path, int flags, ...) { MODE_OF REAL(openat); return opened(AT_FDCWD, path, flags, mode, real); }
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* Write, from an offset or (-1) where the file is; half of it if it is to be short or cut. */
static ssize_t put(int file, const void *data, size_t size, off_t offset) {
    char found[8192];
    REAL(write);
    static __typeof__(&pwrite) at;
    if (!at) at = (__typeof__(&pwrite))dlsym(RTLD_NEXT, "pwrite");
    if (!open_inside(file, found)) return offset < 0 ? real(file, data, size) : at(file, data, size, offset);
    int failed = fault(WRITE);
    if (failed > 0) { errno = failed; return -1; }
    if (failed && size > 1) size /= 2;
    ssize_t written = offset < 0 ? real(file, data, size) : at(file, data, size, offset);
    if (failed == CUT) kill(getpid(), SIGKILL), pause();
    if (written > 0) {
        off_t begin = offset < 0 ? lseek(file, 0, SEEK_CUR) - written : offset;
        note(WRITE, found, "", inode_of(file), begin, data, written);
    }
    return written;
}

ssize_t write(int file, const void *data, size_t size) { return put(file, data, size, -1); }
ssize_t pwrite(int file, const void *data, size_t size, off_t offset) { return put(file, data, size, offset); }
ssize_t pwrite64(int file, const void *data, size_t size, off_t offset) { return put(file, data, size, offset); }
ssize_t writev(int file, const struct iovec *parts, int count) {
    char found[8192];
    REAL(writev);
    if (!open_inside(file, found)) return real(file, parts, count);
    ssize_t all = 0;  /* a writev may be short: piece by piece it is one */
    for (int each = 0; each < count; each++) {
        ssize_t written = put(file, parts[each].iov_base, parts[each].iov_len, -1);
        if (written < 0) return all ? all : written;
        all += written;
        if (written < (ssize_t)parts[each].iov_len) break;
    }
    return all;
}

#define OF_FILE(name, operation, size, arguments, ...)                      \
    int name(__VA_ARGS__) {                                                 \
        char found[8192];                                                   \
        REAL(name);                                                         \
        if (!open_inside(file, found)) return real arguments;               \
        int failed = fault(operation);                                      \
        if (failed) { errno = failed; return -1; }                          \
        int result = real arguments;                                        \
        if (!result) note(operation, found, "", inode_of(file), size, NULL, 0); \
        return result;                                                      \
    }
OF_FILE(fsync, SYNC, 0, (file), int file)
OF_FILE(fdatasync, SYNC, 0, (file), int file)
OF_FILE(ftruncate, TRUNCATE, size, (file, size), int file, off_t size)
OF_FILE(ftruncate64, TRUNCATE, size, (file, size), int file, off_t size)
OF_FILE(fchmod, MODE, 0, (file, mode), int file, mode_t mode)

#define OF_PATH(name, operation, folder, arguments, ...)          \
    int name(__VA_ARGS__) {                                       \
        char found[8192];                                         \
        REAL(name);                                               \
        if (!whole(folder, path, found)) return real arguments;   \
        int failed = fault(operation);                            \
        if (failed) { errno = failed; return -1; }                \
        int result = real arguments;                              \
        if (!result) note(operation, found, "", 0, 0, NULL, 0);   \
        return result;                                            \
    }
OF_PATH(unlink, UNLINK, AT_FDCWD, (path), const char *path)
OF_PATH(rmdir, UNLINK, AT_FDCWD, (path), const char *path)
OF_PATH(unlinkat, UNLINK, folder, (folder, path, flags), int folder, const char *path, int flags)
OF_PATH(mkdir, MKDIR, AT_FDCWD, (path, mode), const char *path, mode_t mode)
OF_PATH(mkdirat, MKDIR, folder, (folder, path, mode), int folder, const char *path, mode_t mode)
OF_PATH(chmod, MODE, AT_FDCWD, (path, mode), const char *path, mode_t mode)

/* Names that are changed. Rust's `tempfile`, by which tantivy puts its list of files in place, makes these calls without
   the C library: the kernel sends a signal in their place, and they are made here. */
enum { HERE = 0x686e7264 };  /* as a sixth argument, which none of them has: made here */
static const struct { int call, operation, folders; } CALLS[] = {
#ifdef SYS_rename
    {SYS_rename, RENAME, 0}, {SYS_link, LINK, 0},
#endif
    {SYS_renameat, RENAME, 1}, {SYS_renameat2, RENAME, 1}, {SYS_linkat, LINK, 1},
};
enum { NUMBER = sizeof CALLS / sizeof *CALLS };

static int change(int operation, int folder, const char *path, int second, const char *other, long flags) {
    char found[8192], named[8192];
    int counts = whole(second, other, named);
    if (counts && !whole(folder, path, found)) snprintf(found, sizeof found, "%s", path);
    int failed = counts ? fault(operation) : 0;
    if (failed) return -failed;
    if (syscall(operation == LINK ? SYS_linkat : SYS_renameat2, folder, path, second, other, flags, HERE)) return -errno;
    if (counts) note(operation, found, named, 0, 0, NULL, 0);
    return 0;
}

static void trapped(int signal, siginfo_t *information, void *context) {
    (void)signal;
    int saved = errno, at = 0;
    mcontext_t *registers = &((ucontext_t *)context)->uc_mcontext;
#if defined(__x86_64__)
    static const int ORDER[] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8};
    greg_t *all = registers->gregs, *result = &all[REG_RAX];
#elif defined(__aarch64__)
    static const int ORDER[] = {0, 1, 2, 3, 4};
    unsigned long long *all = registers->regs, *result = all;
#endif
#define GIVEN(number) all[ORDER[number]]
    while (at < NUMBER - 1 && CALLS[at].call != information->si_syscall) at++;
    if (CALLS[at].folders) {
        int flags = information->si_syscall == SYS_renameat ? 0 : GIVEN(4);
        *result = change(CALLS[at].operation, GIVEN(0), (char *)GIVEN(1), GIVEN(2), (char *)GIVEN(3), flags);
    } else {
        *result = change(CALLS[at].operation, AT_FDCWD, (char *)GIVEN(0), AT_FDCWD, (char *)GIVEN(1), 0);
    }
    errno = saved;
}

static void trap(void) {
    struct sock_filter filter[NUMBER + 6];
    int at = 0;
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (; at <= NUMBER; at++)
        filter[at] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CALLS[at - 1].call, NUMBER + 1 - at, 0);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5]));
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, HERE, 0, 1);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    struct sock_fprog program = {at, filter};
    struct sigaction action = {.sa_sigaction = trapped, .sa_flags = SA_SIGINFO | SA_NODEFER};
    if (sigaction(SIGSYS, &action, NULL) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
        perror("failing_calls.c");
        _exit(70);
    }
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("HNREADER_FAILING_CALLS");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *found = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (found == MAP_FAILED) return;
    state = found;
    trap();
}
