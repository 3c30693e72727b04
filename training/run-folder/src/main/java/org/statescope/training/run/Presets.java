package org.statescope.training.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Complete configurations to start from, found by name: every {@link PresetModel} at every {@link
/// PresetSize}, named `model-size`.
public final class Presets {
  private static final Map<String, Supplier<RunConfiguration>> BY_NAME = presets();

  private Presets() {}

  /// The names in the order in which they are offered.
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /// The preset of that name; an unknown name fails with a sentence that lists the known ones.
  public static RunConfiguration get(String name) {
    Supplier<RunConfiguration> preset = BY_NAME.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "There is no preset '%s': choose one of %s.".formatted(name, String.join(", ", names())));
    }
    return preset.get();
  }

  private static Map<String, Supplier<RunConfiguration>> presets() {
    Map<String, Supplier<RunConfiguration>> presets = new LinkedHashMap<>();
    for (PresetSize size : PresetSize.values()) {
      for (PresetModel model : PresetModel.values()) {
        String name = model.label() + "-" + size.label();
        presets.put(name, () -> size.run(name, model));
      }
    }
    return Collections.unmodifiableMap(presets);
  }
}
