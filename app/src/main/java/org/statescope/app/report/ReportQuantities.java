package org.statescope.app.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.statescope.app.structure.Quantity;

/// Which quantities a report draws heat maps of: the one that the page shows, and any others.
public final class ReportQuantities {
  private final BooleanProperty shown = new SimpleBooleanProperty(true);
  private final ObservableSet<Quantity> chosen =
      FXCollections.observableSet(EnumSet.noneOf(Quantity.class));

  /// Whether the quantity that the page shows is one of them.
  public BooleanProperty shownProperty() {
    return shown;
  }

  /// Those that are in the report whatever the page shows; the caller changes the set as it likes.
  public ObservableSet<Quantity> chosen() {
    return chosen;
  }

  /// What goes into the report, in the order of the quantities.
  ///
  /// @param onPage what the page shows at the moment
  List<Quantity> with(Quantity onPage) {
    Set<Quantity> all = EnumSet.noneOf(Quantity.class);
    all.addAll(chosen);
    if (shown.get()) {
      all.add(onPage);
    }
    return List.copyOf(all);
  }
}
