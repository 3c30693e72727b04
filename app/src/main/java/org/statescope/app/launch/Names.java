package org.statescope.app.launch;

import java.util.Set;

/// Names for runs that tell them apart.
final class Names {
  private Names() {}

  /// The wanted name, or the first of `name 2`, `name 3` … that is not taken.
  static String free(String wanted, Set<String> taken) {
    String name = wanted;
    for (int number = 2; taken.contains(name); number++) {
      name = wanted + " " + number;
    }
    return name;
  }
}
