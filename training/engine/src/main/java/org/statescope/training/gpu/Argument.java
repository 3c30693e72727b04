package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;

/// What a kernel is given.
sealed interface Argument {
  /// A run of memory, in the kernel a pointer and a place behind it.
  record Run(MemorySegment memory) implements Argument {}

  record Whole(int value) implements Argument {}

  record Wide(long value) implements Argument {}

  record Real(float value) implements Argument {}

  static Argument of(MemorySegment memory) {
    return new Run(memory);
  }

  static Argument of(int value) {
    return new Whole(value);
  }

  static Argument of(long value) {
    return new Wide(value);
  }

  static Argument of(boolean value) {
    return new Whole(value ? 1 : 0);
  }

  static Argument of(float value) {
    return new Real(value);
  }
}
