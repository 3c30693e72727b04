package org.statescope.app.poles;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.statescope.app.texts.Texts;

/// Two fields for the ends of bounds; an empty one is an open end.
final class BoundsFields extends HBox {
  private final NumberField least;
  private final NumberField most;
  private final Consumer<Bounds> taker;
  private Bounds held = Bounds.NONE;

  /// @param id of the fields, with `-least` and `-most` behind it
  /// @param what what is bounded
  BoundsFields(String id, String what, Consumer<Bounds> taker) {
    super(4);
    this.taker = taker;
    setAlignment(Pos.CENTER_LEFT);
    least =
        new NumberField(
            what,
            Texts.text("poles.filter.least"),
            number -> number.orElse(Double.NEGATIVE_INFINITY) <= held.most(),
            number -> take(number.orElse(Double.NEGATIVE_INFINITY), held.most()));
    most =
        new NumberField(
            what,
            Texts.text("poles.filter.most"),
            number -> number.orElse(Double.POSITIVE_INFINITY) >= held.least(),
            number -> take(held.least(), number.orElse(Double.POSITIVE_INFINITY)));
    least.setId(id + "-least");
    most.setId(id + "-most");
    getChildren().addAll(least, new Label("–"), most);
  }

  void show(Bounds bounds) {
    held = bounds;
    least.show(end(bounds.least()));
    most.show(end(bounds.most()));
  }

  private void take(double low, double high) {
    held = new Bounds(low, high);
    taker.accept(held);
  }

  private static OptionalDouble end(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
