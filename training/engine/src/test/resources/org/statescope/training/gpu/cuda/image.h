// What the stand-in of NVRTC writes for machine code: this header and the text of the program.
#ifndef IMAGE_H
#define IMAGE_H

#include <stddef.h>

#define IMAGE_MAGIC "stand-in"

typedef struct {
  char magic[8];
  int capability;
  size_t length;
  char text[];
} Image;

#endif
