#pragma once
#include <stddef.h>
#include <stdint.h>

/// The driver of libFuzzer for a program that has a main of its own.
int LLVMFuzzerRunDriver(int *count, char ***words, int (*take)(const uint8_t *bytes, size_t count));
