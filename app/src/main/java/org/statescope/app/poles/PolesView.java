package org.statescope.app.poles;

import javafx.scene.layout.BorderPane;
import org.statescope.app.plot.ChartTheme;

/// The pole maps of the shown runs, their step scrubber and the read-out of the selected pole.
public final class PolesView extends BorderPane implements AutoCloseable {
  public PolesView(PolesModel model, ChartTheme theme) {}

  /// Drops the view's subscriptions; the model stays open.
  @Override
  public void close() {}
}
