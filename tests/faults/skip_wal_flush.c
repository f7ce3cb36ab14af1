/* Preloaded into the program, this takes away the flush that an answer waits for: the WAL is flushed
   only before a checkpoint writes to the database. The power cuts must then lose something, or they
   show nothing. One thread a file may write, as in the program. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { files_max = 1024, path_max = 512 };
static _Atomic int unflushed_wal[files_max]; /* by descriptor */

static int path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, path_max - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0;
}

static int ends_with(const char *text, const char *end) {
    const size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static int flush(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return real(file);
}

int fdatasync(int file) {
    char path[path_max];
    if (file < 0 || file >= files_max || !path_of(file, path) || !ends_with(path, ".db-wal")) {
        return flush(file);
    }
    unflushed_wal[file] = 1;
    return 0;
}

/* A write to a database is a checkpoint's. */
static void flush_wal_before(int file) {
    char path[path_max], wal[path_max], other[path_max];
    if (!path_of(file, path) || !ends_with(path, ".db")) return;
    snprintf(wal, sizeof wal, "%.*s-wal", path_max - 8, path);
    for (int i = 0; i < files_max; ++i) {
        if (!unflushed_wal[i] || !path_of(i, other) || strcmp(other, wal) != 0) continue;
        unflushed_wal[i] = 0;
        flush(i);
    }
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    flush_wal_before(file);
    return real(file, data, size, at);
}
