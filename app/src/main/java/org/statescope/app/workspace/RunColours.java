package org.statescope.app.workspace;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Gives each run a colour number once and keeps it: a run that arrives takes the lowest number
/// that no run has, and changes nobody's.
public final class RunColours {
  private final Map<Path, Integer> colours = new HashMap<>();

  /// Brings back what was remembered.
  public void remember(Path folder, int colour) {
    colours.put(folder, colour);
  }

  /// The run's colour number, given now if it has none. Runs are asked for in the order of their
  /// start.
  public int of(Path folder) {
    Integer known = colours.get(folder);
    if (known != null) {
      return known;
    }
    Set<Integer> taken = new HashSet<>(colours.values());
    int free = 0;
    while (taken.contains(free)) {
      free++;
    }
    colours.put(folder, free);
    return free;
  }

  public Map<Path, Integer> all() {
    return Map.copyOf(colours);
  }
}
