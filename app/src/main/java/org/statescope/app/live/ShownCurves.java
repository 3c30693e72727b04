package org.statescope.app.live;

import java.util.List;
import java.util.stream.Stream;
import org.statescope.app.plot.Curve;
import org.statescope.app.plot.SeedBand;
import org.statescope.app.texts.Texts;

/// The curves of one panel as the live plots show them at one moment: axis, smoothing, scale and
/// seeds are as the user chose them. Immutable.
///
/// @param bands bands over some of the curves
/// @param xLabel what the x axis counts
/// @param smoothing weight of the smoothing of what is measured at every step
public record ShownCurves(
    String title,
    List<Curve> curves,
    List<SeedBand> bands,
    String xLabel,
    boolean logarithmic,
    double smoothing) {
  public ShownCurves {
    curves = List.copyOf(curves);
    bands = List.copyOf(bands);
  }

  /// Loss and perplexity; called on the JavaFX thread.
  public static List<ShownCurves> of(LiveModel model) {
    return Stream.of(Quantity.LOSS, Quantity.PERPLEXITY)
        .map(quantity -> of(model, quantity))
        .toList();
  }

  private static ShownCurves of(LiveModel model, Quantity quantity) {
    LiveCurves live = new LiveCurves(model, quantity);
    List<Curve> curves = live.curves();
    return new ShownCurves(
        Texts.text(quantity.titleKey()),
        curves,
        live.bands(curves),
        Texts.text("live.axis." + model.axisProperty().get()),
        quantity.followsLogarithm() && model.logarithmicProperty().get(),
        model.smoothingProperty().get());
  }
}
