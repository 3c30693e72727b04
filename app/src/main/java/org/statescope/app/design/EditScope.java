package org.statescope.app.design;

import java.util.List;
import java.util.stream.IntStream;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.app.texts.Texts;

/// Which systems an edit is for.
enum EditScope {
  SYSTEM,
  LAYER,
  ALL_LAYERS;

  List<Integer> layers(DesignSubject model, int chosen) {
    return this == ALL_LAYERS
        ? IntStream.range(0, model.layers()).boxed().toList()
        : List.of(chosen);
  }

  int systems(int chosen) {
    return this == SYSTEM ? chosen : PoleEdit.ALL;
  }

  @Override
  public String toString() {
    return Texts.text("design.scope." + name().toLowerCase(java.util.Locale.ROOT));
  }
}
