package org.statescope.app.window;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.texts.Texts;
import org.statescope.app.theme.Theme;
import org.statescope.app.theme.ThemeChoice;
import org.statescope.app.widget.Icons;

/// The top of the window: name, pages, the commands for the selected runs, new run, theme, help.
final class Header extends HBox {
  private final RunToolbar runToolbar;
  private final Label name;
  private final List<ToggleButton> pageButtons = new ArrayList<>();

  Header(
      ObjectProperty<Page> page,
      Runnable toggleRuns,
      ReadOnlyIntegerProperty crossings,
      RunToolbar runToolbar,
      Theme theme,
      Runnable newRun,
      Runnable settings,
      Runnable help) {
    this.runToolbar = runToolbar;
    getStyleClass().add("header");
    setAlignment(Pos.CENTER_LEFT);
    name = new Label(Texts.text("app.name"), mark(24));
    name.getStyleClass().add("app-name");
    name.setMinWidth(USE_PREF_SIZE);
    Button toggle =
        Icons.button(BootstrapIcons.LAYOUT_SIDEBAR, Texts.text("toolbar.side"), toggleRuns);
    toggle.setId("toolbar-side");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button newRunButton = new Button(Texts.text("toolbar.newRun"), Icons.icon(BootstrapIcons.PLUS));
    newRunButton.setId("toolbar-new-run");
    newRunButton.getStyleClass().add("accent");
    newRunButton.setOnAction(event -> newRun.run());
    newRunButton.setMinWidth(USE_PREF_SIZE);
    getChildren()
        .addAll(
            toggle,
            name,
            pages(page, crossings),
            gap,
            runToolbar,
            newRunButton,
            themes(theme, settings),
            Icons.button(BootstrapIcons.QUESTION_CIRCLE, Texts.text("toolbar.help"), help));
    // Else it would never be laid out narrower than its words.
    setMinWidth(0);
    widthProperty().subscribe(this::fit);
    page.subscribe(open -> fit());
  }

  /// Where the words of all buttons do not fit, those of the commands go first and the lab's name
  /// next: icons and tooltips tell as much. The page that is open keeps its name the longest.
  private void fit() {
    List<Runnable> savings =
        List.of(
            () -> runToolbar.setCompact(true),
            () -> name.setContentDisplay(ContentDisplay.GRAPHIC_ONLY),
            () -> pageButtons.forEach(this::showWordsIfSelected));
    runToolbar.setCompact(false);
    name.setContentDisplay(ContentDisplay.LEFT);
    pageButtons.forEach(button -> button.setContentDisplay(ContentDisplay.LEFT));
    applyCss();
    for (Runnable saving : savings) {
      if (prefWidth(-1) <= getWidth()) {
        return;
      }
      saving.run();
      applyCss();
    }
  }

  private void showWordsIfSelected(ToggleButton button) {
    button.setContentDisplay(
        button.isSelected() ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
  }

  /// The lab's mark in the given size.
  static ImageView mark(double size) {
    String path = "/org/statescope/assets/icons/statescope-128.png";
    ImageView view =
        new ImageView(new Image(Objects.requireNonNull(Header.class.getResourceAsStream(path))));
    view.setFitWidth(size);
    view.setFitHeight(size);
    return view;
  }

  private Node pages(ObjectProperty<Page> page, ReadOnlyIntegerProperty crossings) {
    SegmentedButton pages = new SegmentedButton();
    pages.setId("pages");
    Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);
    for (Page each : Page.values()) {
      ToggleButton button =
          new ToggleButton(Texts.text("page." + each.key()), Icons.icon(each.icon()));
      button.setId("page-" + each.key());
      button.setMinWidth(USE_PREF_SIZE);
      // A click on the page that is open leaves it open.
      button.setOnAction(
          event -> {
            page.set(each);
            button.setSelected(true);
          });
      button.setTooltip(new Tooltip(Texts.text("shortcut." + each.key())));
      button.setAccessibleText(button.getText());
      pageButtons.add(button);
      buttons.put(each, button);
      pages.getButtons().add(button);
    }
    new UnreadDot(Objects.requireNonNull(buttons.get(Page.POLES)), crossings);
    page.subscribe(open -> Objects.requireNonNull(buttons.get(open)).setSelected(true));
    return pages;
  }

  private static Node themes(Theme theme, Runnable settings) {
    MenuButton menu = new MenuButton(null, Icons.icon(BootstrapIcons.CIRCLE_HALF));
    menu.setId("theme");
    menu.getStyleClass().addAll("flat", "button-icon", "no-arrow");
    menu.setTooltip(new Tooltip(Texts.text("toolbar.theme")));
    menu.setAccessibleText(Texts.text("toolbar.theme"));
    ToggleGroup group = new ToggleGroup();
    Map<ThemeChoice, RadioMenuItem> items = new EnumMap<>(ThemeChoice.class);
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioMenuItem item =
          new RadioMenuItem(
              Texts.text("theme." + choice.name().toLowerCase(java.util.Locale.ROOT)));
      item.setToggleGroup(group);
      item.setOnAction(event -> theme.choiceProperty().set(choice));
      items.put(choice, item);
      menu.getItems().add(item);
    }
    MenuItem more = new MenuItem(Texts.text("toolbar.settings"));
    more.setOnAction(event -> settings.run());
    menu.getItems().addAll(new SeparatorMenuItem(), more);
    theme
        .choiceProperty()
        .subscribe(choice -> Objects.requireNonNull(items.get(choice)).setSelected(true));
    return menu;
  }
}
