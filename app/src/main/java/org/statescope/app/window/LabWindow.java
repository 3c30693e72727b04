package org.statescope.app.window;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.statescope.app.about.AboutView;
import org.statescope.app.checkpoint.OpenModelsView;
import org.statescope.app.design.DesignView;
import org.statescope.app.export.PlotMenus;
import org.statescope.app.launch.Demo;
import org.statescope.app.palette.Command;
import org.statescope.app.palette.CommandPalette;
import org.statescope.app.palette.PaletteModel;
import org.statescope.app.queue.QueueView;
import org.statescope.app.runs.RunListView;
import org.statescope.app.settings.SettingsView;
import org.statescope.app.start.StartView;
import org.statescope.app.texts.Texts;
import org.statescope.app.theme.ThemeChoice;
import org.statescope.app.widget.SidePane;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.RunConfiguration;

/// The main window: runs at the left, a page beside them, the scrubber and the status below.
public final class LabWindow extends StackPane {
  private static final double LEAST_LIST_WIDTH = 240;
  private static final double LIST_WIDTH = 320;

  private final LabModels models;
  private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.START);
  private final Notices notices = new Notices();
  private final ModalPane modal = new ModalPane();
  private final ScrubberBar scrubber;
  private final SidePane middle;
  private final RunListView runList;
  private final Pages pages;
  private final PlotMenus plotMenus;
  private final DesignView design;
  private final Set<Path> selectOnArrival = new HashSet<>();

  public LabWindow(LabModels models) {
    this.models = models;
    getStyleClass().add("lab");
    scrubber = new ScrubberBar(models.cursor(), models.poles().alarms().marksProperty());
    runList =
        new RunListView(models.runs(), models.actions(), models.chartTheme().coloursProperty());
    new ShownRuns(
        models.workspace(),
        models.models(),
        List.of(models.live().runs(), models.tokens().runs()),
        List.of(models.poles().runs(), models.structure().runs(), models.design().runs()));
    StartView start =
        new StartView(
            Header.mark(56),
            models.opener().recent(),
            this::trainDemo,
            this::askForNewRun,
            this::askForFolder,
            this::open);
    page.subscribe(open -> setScrubberShown(open != Page.START));
    models.workspace().runs().addListener((ListChangeListener<RunEntry>) change -> selectArrived());
    modal.setId("modal");
    modal.setFocusTraversable(false);
    design =
        new DesignView(
            models.design(),
            models.chartTheme(),
            models.export()::exportTable,
            this::openModel,
            notices::show,
            notices::confirm);
    pages = new Pages(page, models, start, design);
    plotMenus = new PlotMenus(pages, models.export());
    Node list = withModels(runList);
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox side =
        new VBox(
            list, new QueueView(models.launch().queue(), models.actions(), models.workspace()));
    middle = new SidePane(side, pages, LEAST_LIST_WIDTH, LIST_WIDTH);
    FileDrop.onto(this, this::openAll);
    getChildren().addAll(layOut(), notices, modal);
  }

  private VBox withModels(RunListView list) {
    VBox.setVgrow(list, Priority.ALWAYS);
    return new VBox(
        list,
        new OpenModelsView(
            models.models(),
            model -> models.workspace().colours().of(model.path()),
            models.chartTheme().coloursProperty()));
  }

  private Node layOut() {
    BorderPane main = new BorderPane(middle);
    main.setTop(
        new Header(
            page,
            this::toggleRuns,
            models.poles().alarms().unreadProperty(),
            new RunToolbar(models.runs(), models.actions()),
            models.theme(),
            this::askForNewRun,
            this::showSettings,
            this::showHelp));
    main.setBottom(new VBox(scrubber, new StatusLine(models.workspace(), models.tasks())));
    return main;
  }

  /// The key of a card that is open belongs to the card.
  private void togglePlay() {
    if (!modal.isDisplay()) {
      scrubber.togglePlay();
    }
  }

  private void toggleMeter() {
    page.set(Page.LIVE);
    pages.toggleMeter();
  }

  /// Prepares the pages that nobody has seen yet, in pulses that have nothing else to do.
  ///
  /// @param done told when that is over
  public void dressPages(Runnable done) {
    pages.dress(done);
  }

  /// Leaves the pages that are not prepared yet as they are; before the models close.
  public void stopDressing() {
    pages.stopDressing();
  }

  private void setScrubberShown(boolean shown) {
    scrubber.setVisible(shown);
    scrubber.setManaged(shown);
  }

  public ObjectProperty<Page> pageProperty() {
    return page;
  }

  /// Width of the run list in pixels.
  public double runListWidth() {
    return middle.sideWidth();
  }

  public void setRunListWidth(double width) {
    middle.setSideWidth(width);
  }

  /// Tells the user what has been done.
  public void confirm(String sentence) {
    notices.confirm(sentence);
  }

  private void toggleRuns() {
    middle.setSideShown(!middle.isSideShown());
  }

  private void searchRuns() {
    middle.setSideShown(true);
    runList.focusSearch();
  }

  /// Shows a sentence to the user.
  public void tell(String sentence) {
    notices.show(sentence);
  }

  /// Makes the scene obey the keyboard's commands.
  public void listenToKeys(Scene scene) {
    shortcuts().obeyedBy(scene);
    runList.focusList();
  }

  /// Asks what becomes of the runs that train.
  public void askBeforeClosing(List<RunEntry> live, Runnable stop, Runnable leave) {
    int waiting = models.launch().queue().queue().waiting().size();
    show(Cards.closing(live, waiting, stop, leave, modal::hide));
  }

  private void trainDemo() {
    startRuns(
        Demo.configurations(models.workspace().runs().stream().map(RunEntry::label).toList()));
  }

  private void askForNewRun() {
    show(models.launch().form(this::expect, modal::hide));
  }

  private void startRuns(List<RunConfiguration> configurations) {
    models.starter().start(configurations, this::expect);
  }

  /// Looks at new runs as soon as they are in the list.
  private void expect(List<Path> folders) {
    selectOnArrival.addAll(folders);
    selectArrived();
    models.cursor().followNewestProperty().set(true);
    if (page.get() == Page.START) {
      page.set(Page.LIVE);
    }
  }

  /// Selects the runs just started once all of them are in the list.
  private void selectArrived() {
    List<RunEntry> arrived =
        models.workspace().runs().stream()
            .filter(run -> selectOnArrival.contains(run.folder()))
            .toList();
    if (!arrived.isEmpty() && arrived.size() == selectOnArrival.size()) {
      selectOnArrival.clear();
      runList.select(arrived);
    }
  }

  private void askForFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Texts.text("open.title"));
    File root = models.starter().runsRoot().toFile();
    if (root.isDirectory()) {
      chooser.setInitialDirectory(root);
    }
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      open(chosen.toPath());
    }
  }

  private void open(Path folder) {
    openAll(List.of(folder));
  }

  /// Opens run folders, folders of runs, the run folders that files belong to, and checkpoints.
  public void openAll(List<Path> paths) {
    models
        .opener()
        .openAll(
            paths,
            () -> {
              if (page.get() == Page.START) {
                page.set(Page.LIVE);
              }
            },
            () -> {
              if (page.get() != Page.STRUCTURE && page.get() != Page.DESIGN) {
                page.set(Page.POLES);
              }
            });
  }

  /// Shows a checkpoint that was saved beside the runs; the page stays.
  private void openModel(Path folder) {
    models.opener().openAll(List.of(folder), () -> {}, () -> {});
  }

  private void showHelp() {
    show(Cards.help(shortcuts(), modal::hide));
  }

  private void showSettings() {
    show(
        new SettingsView(
            models.settings(),
            models.theme(),
            models.starter().runsRoot(),
            models.opener().recent(),
            modal::hide));
  }

  private void showAbout() {
    show(new AboutView(Header.mark(40), new TrainerDevices(models)::ask, modal::hide));
  }

  private void showPalette() {
    List<Command> commands =
        new PaletteCommands(models, plotMenus, design, this::trainDemo, this::open)
            .after(shortcuts());
    show(
        new CommandPalette(
            new PaletteModel(commands),
            command -> {
              Node palette = modal.getContent();
              command.action().run();
              // A command that shows a card of its own has put it in the palette's place.
              if (modal.getContent() == palette) {
                modal.hide();
              }
            }));
  }

  private void show(Node card) {
    if (card instanceof Region region) {
      region.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }
    modal.show(card);
  }

  private void nextTheme() {
    ThemeChoice[] all = ThemeChoice.values();
    ThemeChoice now = models.theme().choiceProperty().get();
    models.theme().choiceProperty().set(all[(now.ordinal() + 1) % all.length]);
  }

  private Shortcuts shortcuts() {
    Shortcuts keys = new Shortcuts();
    keys.add("Shortcut+N", "shortcut.newRun", this::askForNewRun);
    keys.add("Shortcut+O", "shortcut.open", this::askForFolder);
    keys.add("Shortcut+K", "shortcut.palette", this::showPalette);
    keys.add("Shortcut+E", "shortcut.export", plotMenus::showForCurrent);
    keys.add("Shortcut+B", "shortcut.side", this::toggleRuns);
    keys.add("Shortcut+F", "shortcut.search", this::searchRuns);
    for (Page each : Page.values()) {
      keys.add("Shortcut+" + (each.ordinal() + 1), "shortcut." + each.key(), () -> page.set(each));
    }
    keys.add("Shortcut+Z", "shortcut.undo", () -> onDesign(models.design()::undo));
    keys.add("Shortcut+Shift+Z", "shortcut.redo", () -> onDesign(models.design()::redo));
    keys.add("Shortcut+M", "shortcut.meter", this::toggleMeter);
    keys.add("Space", "shortcut.play", this::togglePlay);
    keys.add("Alt+Left", "shortcut.back", () -> scrubber.moveBy(-1));
    keys.add("Alt+Right", "shortcut.forward", () -> scrubber.moveBy(1));
    keys.add("Alt+Shift+Left", "shortcut.crossingBack", () -> scrubber.moveByCrossing(false));
    keys.add("Alt+Shift+Right", "shortcut.crossingForth", () -> scrubber.moveByCrossing(true));
    keys.add("Alt+End", "shortcut.latest", () -> models.cursor().followNewestProperty().set(true));
    keys.add("Shortcut+Shift+P", "shortcut.pause", () -> models.actions().pause(selected()));
    keys.add("Shortcut+Shift+R", "shortcut.resume", () -> models.actions().resume(selected()));
    keys.add("Shortcut+Shift+S", "shortcut.stop", () -> models.actions().stop(selected()));
    keys.add(
        "Shortcut+Shift+C", "shortcut.checkpoint", () -> models.actions().checkpoint(selected()));
    keys.add("Shortcut+T", "shortcut.theme", this::nextTheme);
    keys.add("Shortcut+Comma", "shortcut.settings", this::showSettings);
    keys.add("F1", "shortcut.help", this::showHelp);
    keys.add("Shift+F1", "shortcut.about", this::showAbout);
    return keys;
  }

  /// Only what is seen is undone.
  private void onDesign(Runnable action) {
    if (page.get() == Page.DESIGN) {
      action.run();
    }
  }

  private List<RunEntry> selected() {
    return List.copyOf(models.runs().selected());
  }
}
