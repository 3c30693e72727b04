// In NVRTC's place: checks its options and passes the text on.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"

#define EXPORT __attribute__((visibility("default")))

enum { SUCCESS = 0, INVALID_INPUT = 3, INVALID_PROGRAM = 4, INVALID_OPTION = 5, COMPILATION = 6 };

typedef struct Program {
  char *text;
  char log[128];
  Image *image;
} Program;

static const int capabilities[] = {75, 80, 86, 87, 88, 89, 90, 100, 103, 110, 120, 121};

EXPORT int nvrtcGetNumSupportedArchs(int *count) {
  *count = sizeof capabilities / sizeof *capabilities;
  return SUCCESS;
}

EXPORT int nvrtcGetSupportedArchs(int *architectures) {
  memcpy(architectures, capabilities, sizeof capabilities);
  return SUCCESS;
}

EXPORT int nvrtcCreateProgram(
    Program **program,
    const char *text,
    const char *name,
    int headers,
    const char *const *texts,
    const char *const *names) {
  if (text == NULL || name == NULL || headers != 0 || texts != NULL || names != NULL) {
    return INVALID_INPUT;
  }
  *program = calloc(1, sizeof(Program));
  (*program)->text = strdup(text);
  return SUCCESS;
}

EXPORT int nvrtcDestroyProgram(Program **program) {
  if (program == NULL || *program == NULL) {
    return INVALID_PROGRAM;
  }
  free((*program)->text);
  free((*program)->image);
  free(*program);
  *program = NULL;
  return SUCCESS;
}

static int capability_of(const char *option) {
  static const char prefix[] = "--gpu-architecture=sm_";
  if (strncmp(option, prefix, sizeof prefix - 1) != 0) {
    return 0;
  }
  int capability = atoi(option + sizeof prefix - 1);
  for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++) {
    if (capabilities[i] == capability) {
      return capability;
    }
  }
  return 0;
}

EXPORT int nvrtcCompileProgram(Program *program, int options, const char *const *texts) {
  if (program == NULL) {
    return INVALID_PROGRAM;
  }
  int capability = 0;
  for (int i = 0; i < options; i++) {
    capability = capability_of(texts[i]);
    if (capability == 0) {
      snprintf(program->log, sizeof program->log, "nvrtc: error: invalid value %.64s", texts[i]);
      return INVALID_OPTION;
    }
  }
  const char *refused = getenv("STAND_IN_REFUSED_TEXT");
  if (refused != NULL && strstr(program->text, refused) != NULL) {
    snprintf(program->log, sizeof program->log, "error: %.64s is not liked", refused);
    return COMPILATION;
  }
  size_t length = strlen(program->text);
  program->image = calloc(1, sizeof(Image) + length);
  memcpy(program->image->magic, IMAGE_MAGIC, sizeof program->image->magic);
  program->image->capability = capability;
  program->image->length = length;
  memcpy(program->image->text, program->text, length);
  return SUCCESS;
}

EXPORT const char *nvrtcGetErrorString(int status) {
  static const char *const names[] = {
      "NVRTC_SUCCESS", "NVRTC_ERROR_OUT_OF_MEMORY", "NVRTC_ERROR_PROGRAM_CREATION_FAILURE",
      "NVRTC_ERROR_INVALID_INPUT", "NVRTC_ERROR_INVALID_PROGRAM", "NVRTC_ERROR_INVALID_OPTION",
      "NVRTC_ERROR_COMPILATION"};
  return status >= 0 && status <= COMPILATION ? names[status] : "NVRTC_ERROR unknown";
}

EXPORT int nvrtcGetCUBINSize(Program *program, size_t *bytes) {
  if (program == NULL || program->image == NULL) {
    return INVALID_PROGRAM;
  }
  *bytes = sizeof(Image) + program->image->length;
  return SUCCESS;
}

EXPORT int nvrtcGetCUBIN(Program *program, char *code) {
  if (program == NULL || program->image == NULL) {
    return INVALID_PROGRAM;
  }
  memcpy(code, program->image, sizeof(Image) + program->image->length);
  return SUCCESS;
}

EXPORT int nvrtcGetProgramLogSize(Program *program, size_t *bytes) {
  if (program == NULL) {
    return INVALID_PROGRAM;
  }
  *bytes = strlen(program->log) + 1;
  return SUCCESS;
}

EXPORT int nvrtcGetProgramLog(Program *program, char *log) {
  if (program == NULL) {
    return INVALID_PROGRAM;
  }
  strcpy(log, program->log);
  return SUCCESS;
}
