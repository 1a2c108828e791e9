/* A disk that forgets and fails, for the proofs of the store: loaded before a program (LD_PRELOAD), it stands around the
 * system calls by which files of one folder are changed.
 *
 * Power cut: what was written and not yet synced is remembered with what stood there before. At the n-th change or sync
 * (FAULTY_CUT) the files are put back to what was synced; by FAULTY_KEEP ("none", "some") some of the later writes stay, in
 * part and without order, as a disk may leave them. Files that were made, renamed or removed since their folder was
 * synced go back too, the shared memory of SQLite is gone, and the process is killed.
 *
 * FAULTY_SYNCS: "honest"; "lie" for a disk that says "synced" and does nothing; "lie-wal" for one that does so for SQLite's
 * log only, which is what `synchronous = NORMAL` asks for at a commit.
 *
 * Failing: a file shared with the test (FAULTY_CONTROL) of 64-bit numbers: changes so far, the change that fails counted
 * from now (0 for none), its error, whether all after it fail as well, how many failed, whether syncs fail too.
 */
#define _GNU_SOURCE
#include <dirent.h>
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

enum { DESCRIPTORS = 65536, FILES = 4096, NAMES = 4096 };

struct change { struct change *next, *before; off_t at; size_t length, held; off_t size; char *now, *then; int truncates; };
struct file { dev_t device; ino_t number; int own, is_folder, is_log, is_shared; char path[PATH_MAX]; struct change *first, *last; };
enum naming { MADE, REMOVED, RENAMED };
struct name { enum naming what; int open; char path[PATH_MAX], other[PATH_MAX], kept[PATH_MAX]; };
struct control { int64_t changes, fails_at, error, goes_on, failed, syncs; };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct file files[FILES];
static struct name names[NAMES];
static struct file *of_descriptor[DESCRIPTORS];
static int file_count, name_count, kept_count, is_ready, keeps_some, lies, lies_log, remembers;
static long cut_at, steps;
static uint64_t chance;
static char folder[PATH_MAX], shadow[PATH_MAX + 16];
static struct control none, *control = &none;

#define REAL(result, name, ...) \
    static result (*real_##name)(__VA_ARGS__); \
    static void find_##name(void) { if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name); }
REAL(int, openat64, int, const char *, int, ...)
REAL(int, close, int)
REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, pwrite64, int, const void *, size_t, off_t)
REAL(ssize_t, writev, int, const struct iovec *, int)
REAL(int, ftruncate64, int, off_t)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, rename, const char *, const char *)
REAL(int, unlink, const char *)
REAL(int, posix_fallocate64, int, off_t, off_t)

static void find_all(void) {
    find_openat64(); find_close(); find_write(); find_pwrite64(); find_writev(); find_ftruncate64(); find_fsync();
    find_fdatasync(); find_rename(); find_unlink(); find_posix_fallocate64();
}

static uint64_t draw(void) {
    chance ^= chance << 13; chance ^= chance >> 7; chance ^= chance << 17;
    return chance;
}

__attribute__((constructor)) static void begin(void) {
    find_all();
    const char *given = getenv("FAULTY_FOLDER");
    if (!given || !realpath(given, folder)) return;
    snprintf(shadow, sizeof shadow, "%s.shadow", folder);
    mkdir(shadow, 0700);
    const char *text = getenv("FAULTY_CUT");
    cut_at = text ? atol(text) : 0;
    text = getenv("FAULTY_KEEP");
    keeps_some = text && !strcmp(text, "some");
    text = getenv("FAULTY_SYNCS");
    lies = text && !strcmp(text, "lie");
    lies_log = text && !strcmp(text, "lie-wal");
    text = getenv("FAULTY_SEED");
    chance = (text ? strtoull(text, 0, 10) : 1) * 0x9E3779B97F4A7C15ull + 1;
    for (int round = 0; round < 16; round++) draw();
    remembers = cut_at > 0;
    text = getenv("FAULTY_CONTROL");
    if (text) {
        int descriptor = real_openat64(AT_FDCWD, text, O_RDWR | O_CLOEXEC);
        void *shared = mmap(0, sizeof none, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        if (shared != MAP_FAILED) control = shared;
        real_close(descriptor);
    }
    is_ready = 1;
}

/* ---- What was there ---- */

static int absolute(int at, const char *path, char *result) {
    char plain[PATH_MAX];
    if (path[0] == '/') snprintf(plain, sizeof plain, "%s", path);
    else {
        if (at != AT_FDCWD || !getcwd(plain, sizeof plain)) return 0;
        strncat(plain, "/", sizeof plain - strlen(plain) - 1);
        strncat(plain, path, sizeof plain - strlen(plain) - 1);
    }
    char parent[PATH_MAX], real[PATH_MAX];
    snprintf(parent, sizeof parent, "%s", plain);
    char *slash = strrchr(parent, '/');
    if (!slash) return 0;
    const char *leaf = plain + (slash - parent) + 1;
    *slash = 0;
    if (!realpath(parent[0] ? parent : "/", real)) return 0;
    if (!strcmp(leaf, ".") || !*leaf) snprintf(result, PATH_MAX, "%s", real);
    else if (snprintf(result, PATH_MAX, "%s/%s", strcmp(real, "/") ? real : "", leaf) >= PATH_MAX) return 0;
    size_t length = strlen(folder);
    return !strncmp(result, folder, length) && (result[length] == 0 || result[length] == '/');
}

static int ends(const char *text, const char *end) {
    size_t one = strlen(text), other = strlen(end);
    return one >= other && !strcmp(text + one - other, end);
}

static void parent_of(const char *path, char *result) {
    snprintf(result, PATH_MAX, "%s", path);
    char *slash = strrchr(result, '/');
    if (slash) *slash = 0;
}

static struct file *track(int descriptor, const char *path) {
    struct stat facts;
    if (descriptor < 0 || descriptor >= DESCRIPTORS || fstat(descriptor, &facts)) return 0;
    if (!S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode)) return 0;
    for (int index = 0; index < file_count; index++)
        if (files[index].device == facts.st_dev && files[index].number == facts.st_ino) return &files[index];
    if (file_count == FILES) return 0;
    struct file *file = &files[file_count++];
    memset(file, 0, sizeof *file);
    file->device = facts.st_dev;
    file->number = facts.st_ino;
    file->is_folder = S_ISDIR(facts.st_mode);
    file->is_log = ends(path, "-wal");
    /* Mapped by every thread until the end, and gone after it. */
    file->is_shared = ends(path, "-shm");
    snprintf(file->path, sizeof file->path, "%s", path);
    /* Kept open to the end: closing it would let go of the locks SQLite holds on the file. */
    if (!file->is_folder) file->own = real_openat64(AT_FDCWD, path, O_RDWR | O_CLOEXEC);
    return file;
}

static void note_name(enum naming what, const char *path, const char *other, const char *kept) {
    if (!remembers || name_count == NAMES) return;
    struct name *name = &names[name_count++];
    name->what = what;
    name->open = 1;
    snprintf(name->path, PATH_MAX, "%s", path);
    snprintf(name->other, PATH_MAX, "%s", other ? other : "");
    snprintf(name->kept, PATH_MAX, "%s", kept ? kept : "");
}

static void forget(struct file *file) {
    for (struct change *change = file->first; change;) {
        struct change *next = change->next;
        free(change->now); free(change->then); free(change);
        change = next;
    }
    file->first = file->last = 0;
}

static void settle_names(const char *path) {
    char parent[PATH_MAX];
    for (int index = 0; index < name_count; index++) {
        parent_of(names[index].path, parent);
        if (!names[index].open || strcmp(parent, path)) continue;
        names[index].open = 0;
        if (names[index].kept[0]) real_unlink(names[index].kept);
    }
}

static struct change *remember(struct file *file, const void *bytes, size_t length, off_t at, int truncates) {
    struct stat facts;
    if (!remembers || file->is_shared || file->own < 0 || fstat(file->own, &facts)) return 0;
    struct change *change = calloc(1, sizeof *change);
    change->at = at;
    change->length = length;
    change->truncates = truncates;
    change->size = facts.st_size;
    if (bytes) { change->now = malloc(length ? length : 1); memcpy(change->now, bytes, length); }
    size_t old = truncates ? (facts.st_size > at ? facts.st_size - at : 0) : length;
    if (at < facts.st_size && old) {
        change->then = malloc(old);
        ssize_t got = pread64(file->own, change->then, old, at);
        change->held = got > 0 ? got : 0;
    }
    change->before = file->last;
    if (file->last) file->last->next = change; else file->first = change;
    file->last = change;
    return change;
}

/* ---- The power goes ---- */

static void take_back(struct file *file) {
    for (struct change *change = file->last; change; change = change->before) {
        if (change->held) real_pwrite64(file->own, change->then, change->held, change->at);
        real_ftruncate64(file->own, change->size);
    }
}

static void keep_some(struct file *file) {
    int share = draw() % 101;
    for (struct change *change = file->first; change; change = change->next) {
        if ((int)(draw() % 100) >= share) continue;
        if (change->truncates) { real_ftruncate64(file->own, change->at); continue; }
        size_t length = change->length;
        if (draw() % 4 == 0) length = (draw() % (length / 512 + 1)) * 512;
        if (length > change->length) length = change->length;
        real_pwrite64(file->own, change->now, length, change->at);
    }
}

static void cut(void) {
    for (int index = 0; index < file_count; index++) {
        struct file *file = &files[index];
        if (file->is_folder || file->own < 0) continue;
        take_back(file);
        if (keeps_some) keep_some(file);
    }
    for (int index = name_count - 1; index >= 0; index--) {
        struct name *name = &names[index];
        if (!name->open || (keeps_some && draw() % 2)) continue;
        if (name->what == MADE) real_unlink(name->path);
        if (name->what == REMOVED) real_rename(name->kept, name->path);
        if (name->what == RENAMED) {
            real_rename(name->other, name->path);
            if (name->kept[0]) real_rename(name->kept, name->other);
        }
    }
    DIR *entries = opendir(folder);
    struct dirent *entry;
    char path[PATH_MAX * 2];
    while (entries && (entry = readdir(entries)))
        if (ends(entry->d_name, "-shm")) {
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            real_unlink(path);
        }
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Before every change and sync, with the turn held. Nonzero: it fails with that error. */
static int step(int is_sync) {
    if (cut_at && ++steps == cut_at) cut();
    if (is_sync && !control->syncs) return 0;
    control->changes++;
    if (control->fails_at <= 0) return 0;
    if (--control->fails_at > 0) return 0;
    if (control->goes_on) control->fails_at = 1;
    control->failed++;
    return (int)control->error;
}

static struct file *known(int descriptor) {
    return is_ready && descriptor >= 0 && descriptor < DESCRIPTORS ? of_descriptor[descriptor] : 0;
}

/* ---- The system calls ---- */

static int opened(int at, const char *path, int flags, mode_t mode) {
    find_all();
    char whole[PATH_MAX];
    if (!is_ready || !absolute(at, path, whole)) return real_openat64(at, path, flags, mode);
    pthread_mutex_lock(&turn);
    struct stat facts;
    int is_new = (flags & O_CREAT) && stat(whole, &facts) != 0;
    int fault = 0;
    if (is_new) fault = step(0);
    if (fault) { pthread_mutex_unlock(&turn); errno = fault; return -1; }
    int empties = (flags & O_TRUNC) && !is_new;
    int descriptor = real_openat64(at, path, empties ? flags & ~O_TRUNC : flags, mode);
    int error = errno;
    if (descriptor >= 0 && descriptor < DESCRIPTORS) {
        struct file *file = track(descriptor, whole);
        of_descriptor[descriptor] = file;
        if (file && is_new) note_name(MADE, whole, 0, 0);
        if (file && empties) { remember(file, 0, 0, 0, 1); real_ftruncate64(descriptor, 0); }
    }
    pthread_mutex_unlock(&turn);
    errno = error;
    return descriptor;
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE return opened(at, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }

int close(int descriptor) {
    find_close();
    if (known(descriptor)) {
        pthread_mutex_lock(&turn);
        of_descriptor[descriptor] = 0;
        pthread_mutex_unlock(&turn);
    }
    return real_close(descriptor);
}

static ssize_t written(int descriptor, const void *bytes, size_t length, off_t at, int moves) {
    struct file *file = known(descriptor);
    pthread_mutex_lock(&turn);
    if (moves) at = lseek(descriptor, 0, fcntl(descriptor, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    /* The write that is under way when the power goes may be left in part. */
    int last = cut_at && steps + 1 == cut_at;
    if (last) remember(file, bytes, length, at, 0);
    int fault = step(0);
    ssize_t done = -1;
    if (!fault) {
        if (!last) remember(file, bytes, length, at, 0);
        done = moves ? real_write(descriptor, bytes, length) : real_pwrite64(descriptor, bytes, length, at);
        fault = done < 0 ? errno : 0;
    }
    pthread_mutex_unlock(&turn);
    if (fault) errno = fault;
    return done;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    find_write();
    return known(descriptor) ? written(descriptor, bytes, length, 0, 1) : real_write(descriptor, bytes, length);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t at) {
    find_pwrite64();
    return known(descriptor) ? written(descriptor, bytes, length, at, 0) : real_pwrite64(descriptor, bytes, length, at);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t at) { return pwrite64(descriptor, bytes, length, at); }

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    find_writev();
    if (!known(descriptor)) return real_writev(descriptor, parts, count);
    ssize_t whole = 0;
    for (int index = 0; index < count; index++) {
        ssize_t done = written(descriptor, parts[index].iov_base, parts[index].iov_len, 0, 1);
        if (done < 0) return whole ? whole : -1;
        whole += done;
    }
    return whole;
}

int ftruncate64(int descriptor, off_t length) {
    find_ftruncate64();
    struct file *file = known(descriptor);
    if (!file) return real_ftruncate64(descriptor, length);
    pthread_mutex_lock(&turn);
    int fault = step(0), done = -1;
    if (!fault) {
        remember(file, 0, 0, length, 1);
        done = real_ftruncate64(descriptor, length);
        fault = done ? errno : 0;
    }
    pthread_mutex_unlock(&turn);
    if (fault) errno = fault;
    return done;
}
int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

int posix_fallocate64(int descriptor, off_t at, off_t length) {
    find_posix_fallocate64();
    if (!known(descriptor)) return real_posix_fallocate64(descriptor, at, length);
    pthread_mutex_lock(&turn);
    int fault = step(0);
    if (!fault) fault = real_posix_fallocate64(descriptor, at, length);
    pthread_mutex_unlock(&turn);
    return fault;
}
int posix_fallocate(int descriptor, off_t at, off_t length) { return posix_fallocate64(descriptor, at, length); }

static int synced(int descriptor, int (*real)(int)) {
    struct file *file = known(descriptor);
    if (!file) return real(descriptor);
    pthread_mutex_lock(&turn);
    int fault = step(1), done = -1;
    if (!fault) {
        int is_lie = lies || (lies_log && file->is_log);
        /* What the real disk does with it does not matter where a cut is played; it would only take time. */
        done = remembers ? 0 : real(descriptor);
        fault = done ? errno : 0;
        if (!is_lie && !fault) {
            if (file->is_folder) settle_names(file->path); else forget(file);
        }
    }
    pthread_mutex_unlock(&turn);
    if (fault) errno = fault;
    return done;
}
int fsync(int descriptor) { find_fsync(); return synced(descriptor, real_fsync); }
int fdatasync(int descriptor) { find_fdatasync(); return synced(descriptor, real_fdatasync); }

static void keep_copy(const char *path, char *kept) {
    kept[0] = 0;
    struct stat facts;
    if (!remembers || stat(path, &facts) || !S_ISREG(facts.st_mode)) return;
    int length = snprintf(kept, PATH_MAX, "%s/%d-%d", shadow, (int)getpid(), kept_count++);
    if (length >= PATH_MAX || link(path, kept)) kept[0] = 0;
}

int rename(const char *from, const char *to) {
    find_rename();
    char one[PATH_MAX], other[PATH_MAX], kept[PATH_MAX];
    if (!is_ready || !absolute(AT_FDCWD, from, one) || !absolute(AT_FDCWD, to, other)) return real_rename(from, to);
    pthread_mutex_lock(&turn);
    int fault = step(0), done = -1;
    if (!fault) {
        keep_copy(other, kept);
        done = real_rename(from, to);
        fault = done ? errno : 0;
        if (!done) note_name(RENAMED, one, other, kept);
    }
    pthread_mutex_unlock(&turn);
    if (fault) errno = fault;
    return done;
}

int unlink(const char *path) {
    find_unlink();
    char whole[PATH_MAX], kept[PATH_MAX];
    if (!is_ready || !absolute(AT_FDCWD, path, whole)) return real_unlink(path);
    pthread_mutex_lock(&turn);
    int fault = 0, done = -1;
    if (cut_at && ++steps == cut_at) cut();
    keep_copy(whole, kept);
    done = real_unlink(path);
    fault = done ? errno : 0;
    if (!done) note_name(REMOVED, whole, 0, kept);
    pthread_mutex_unlock(&turn);
    if (fault) errno = fault;
    return done;
}
