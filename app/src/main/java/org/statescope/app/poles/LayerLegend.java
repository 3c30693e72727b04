package org.statescope.app.poles;

import java.util.List;
import java.util.stream.IntStream;
import org.statescope.app.plot.Figure;
import org.statescope.app.texts.Texts;

/// What the ordered colours of a pole map say: a colour for each layer.
final class LayerLegend {
  private LayerLegend() {}

  static List<Figure.Entry> of(int layers) {
    return IntStream.range(0, layers)
        .mapToObj(
            layer ->
                Figure.Entry.ofScale(
                    Texts.text("poles.layer.one", layer),
                    layers == 1 ? 0 : (double) layer / (layers - 1)))
        .toList();
  }
}
