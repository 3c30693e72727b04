package org.statescope.app.plot;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jfree.data.Range;

/// What line plots above one another share: the visible x range and the position under the pointer.
public final class PlotLink {
  private final ObjectProperty<Optional<Range>> visible =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<OptionalDouble> pointer =
      new SimpleObjectProperty<>(OptionalDouble.empty());

  /// The x range that was zoomed to; empty shows everything and grows with it.
  public ObjectProperty<Optional<Range>> visibleProperty() {
    return visible;
  }

  /// Where the pointer is over any of the plots.
  public ObjectProperty<OptionalDouble> pointerProperty() {
    return pointer;
  }
}
