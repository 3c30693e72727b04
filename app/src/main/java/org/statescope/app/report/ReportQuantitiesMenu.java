package org.statescope.app.report;

import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.structure.Quantity;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// Ticks the quantities whose heat maps go into the report.
public final class ReportQuantitiesMenu extends MenuButton {
  private final ReportQuantities quantities;

  public ReportQuantitiesMenu(ReportQuantities quantities) {
    super("", Icons.icon(BootstrapIcons.GRID_3X3));
    this.quantities = quantities;
    setId("report-quantities");
    setMinWidth(USE_PREF_SIZE);
    setAccessibleText(Texts.text("report.quantities"));
    setTooltip(new Tooltip(Texts.text("report.quantities")));
    CheckMenuItem shown = new CheckMenuItem(Texts.text("report.quantities.shown"));
    shown.setId("report-quantity-shown");
    shown.selectedProperty().bindBidirectional(quantities.shownProperty());
    getItems().addAll(shown, new SeparatorMenuItem());
    for (Quantity each : Quantity.values()) {
      getItems().add(item(each));
    }
    getItems()
        .addAll(
            new SeparatorMenuItem(),
            action("report.quantities.all", List.of(Quantity.values())),
            action("report.quantities.none", List.of()));
  }

  private CheckMenuItem item(Quantity quantity) {
    CheckMenuItem item = new CheckMenuItem(quantity.title());
    item.setId("report-quantity-" + quantity.ordinal());
    item.setSelected(quantities.chosen().contains(quantity));
    item.selectedProperty()
        .subscribe(
            selected -> {
              if (selected) {
                quantities.chosen().add(quantity);
              } else {
                quantities.chosen().remove(quantity);
              }
            });
    quantities
        .chosen()
        .addListener(
            (javafx.collections.SetChangeListener<Quantity>)
                change -> item.setSelected(quantities.chosen().contains(quantity)));
    return item;
  }

  private MenuItem action(String key, List<Quantity> wanted) {
    MenuItem item = new MenuItem(Texts.text(key));
    item.setId(key.replace('.', '-'));
    item.setOnAction(
        event -> {
          quantities.chosen().retainAll(wanted);
          quantities.chosen().addAll(wanted);
        });
    return item;
  }
}
