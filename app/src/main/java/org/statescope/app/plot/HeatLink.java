package org.statescope.app.plot;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jfree.data.Range;

/// What heat maps beside one another share: the channels in view, and the place under the pointer.
/// A column of a map may stand for several channels, so both are counted in channels.
public final class HeatLink {
  private final ObjectProperty<Optional<Range>> visible =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Optional<HeatScene.Cell>> pointer =
      new SimpleObjectProperty<>(Optional.empty());

  /// The channels that were zoomed to; empty shows all.
  public ObjectProperty<Optional<Range>> visibleProperty() {
    return visible;
  }

  /// The row, and the first channel of the column, that is pointed at on any of the maps.
  public ObjectProperty<Optional<HeatScene.Cell>> pointerProperty() {
    return pointer;
  }

  /// A range of channels, each reaching from its number − ½ to + ½, as one of columns.
  static Range columns(Range channels, int channelsOfColumn) {
    return new Range(
        (channels.getLowerBound() + 0.5) / channelsOfColumn - 0.5,
        (channels.getUpperBound() + 0.5) / channelsOfColumn - 0.5);
  }

  /// A range of columns as one of channels.
  static Range channels(Range columns, int channelsOfColumn) {
    return new Range(
        (columns.getLowerBound() + 0.5) * channelsOfColumn - 0.5,
        (columns.getUpperBound() + 0.5) * channelsOfColumn - 0.5);
  }
}
