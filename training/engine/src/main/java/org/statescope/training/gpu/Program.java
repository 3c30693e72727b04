package org.statescope.training.gpu;

import java.util.Map;
import java.util.TreeMap;

/// A kernel file together with the constants it is compiled for.
///
/// @param file name of the resource without `.c`
/// @param constants macros such as ORDER, in a fixed order
record Program(String file, Map<String, Integer> constants) {
  Program {
    constants = new TreeMap<>(constants);
  }

  static Program of(String file) {
    return new Program(file, Map.of());
  }

  static Program of(String file, Map<String, Integer> constants) {
    return new Program(file, constants);
  }
}
