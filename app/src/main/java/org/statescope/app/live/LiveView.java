package org.statescope.app.live;

import javafx.scene.layout.BorderPane;
import org.statescope.app.plot.ChartTheme;

/// The live plots of the shown runs.
public final class LiveView extends BorderPane implements AutoCloseable {
  public LiveView(LiveModel model, ChartTheme theme) {}

  /// Drops the view's subscriptions; the model stays open.
  @Override
  public void close() {}
}
