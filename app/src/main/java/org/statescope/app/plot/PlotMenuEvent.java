package org.statescope.app.plot;

import javafx.event.Event;
import javafx.event.EventType;

/// The user asks what can be done with a plot: a click with the right button that was no drag, or
/// the keyboard's menu key. Its target is the plot.
public final class PlotMenuEvent extends Event {
  private static final long serialVersionUID = 1L;

  public static final EventType<PlotMenuEvent> MENU = new EventType<>(Event.ANY, "PLOT_MENU");

  private final double screenX;
  private final double screenY;

  PlotMenuEvent(double screenX, double screenY) {
    super(MENU);
    this.screenX = screenX;
    this.screenY = screenY;
  }

  public double screenX() {
    return screenX;
  }

  public double screenY() {
    return screenY;
  }
}
