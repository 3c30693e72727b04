package org.statescope.analysis.file;

import java.nio.ByteBuffer;

/// The element types that are read from NumPy arrays.
enum NpyType {
  F8(8) {
    @Override
    double next(ByteBuffer source) {
      return source.getDouble();
    }
  },
  F4(4) {
    @Override
    double next(ByteBuffer source) {
      return source.getFloat();
    }
  },
  I8(8) {
    // An integer beyond 2⁵³ is rounded, as NumPy rounds it.
    @Override
    double next(ByteBuffer source) {
      return (double) source.getLong();
    }
  },
  I4(4) {
    @Override
    double next(ByteBuffer source) {
      return source.getInt();
    }
  };

  private final int bytes;

  NpyType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /// The next element as a double.
  abstract double next(ByteBuffer source);
}
