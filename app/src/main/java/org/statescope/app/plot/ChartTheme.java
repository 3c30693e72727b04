package org.statescope.app.plot;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The one look of all charts of a window. Charts redraw when it changes.
public final class ChartTheme {
  private final ObjectProperty<ChartColours> colours =
      new SimpleObjectProperty<>(ChartColours.LIGHT);

  public ObjectProperty<ChartColours> coloursProperty() {
    return colours;
  }

  public ChartColours colours() {
    return colours.get();
  }

  public void setDark(boolean dark) {
    colours.set(dark ? ChartColours.DARK : ChartColours.LIGHT);
  }
}
