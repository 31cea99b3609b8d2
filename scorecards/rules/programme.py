"""A linear programme in three lists, solved by HiGHS on one thread: the same input, the same answer."""

INF = float("inf")


class Programme:
    """Columns with a cost and two bounds, rows with two bounds; `solve` minimises the cost."""

    def __init__(self):
        self.cost, self.lower, self.upper = [], [], []
        self.row_lower, self.row_upper = [], []
        self.starts, self.index, self.value = [0], [], []

    def column(self, cost=0.0, lower=0.0, upper=INF):
        """Add a column and return its number."""
        self.cost.append(float(cost))
        self.lower.append(float(lower))
        self.upper.append(float(upper))
        return len(self.cost) - 1

    def row(self, terms, lower=-INF, upper=INF):
        """Add lower ≤ Σ factor × column ≤ upper; `terms` is a list of (column, factor)."""
        for column, factor in terms:
            self.index.append(column)
            self.value.append(float(factor))
        self.starts.append(len(self.index))
        self.row_lower.append(float(lower))
        self.row_upper.append(float(upper))

    def solve(self):
        """The columns' values at the least cost, or None when nothing satisfies every bound."""
        import highspy  # with numpy 20 MB: only the process that solves one pays

        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(self._model())
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return list(solver.getSolution().col_value)

    def _model(self):
        import highspy
        import numpy as np

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.row_lower)
        model.col_cost_ = np.array(self.cost)
        model.col_lower_, model.col_upper_ = np.array(self.lower), np.array(self.upper)
        model.row_lower_, model.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(self.index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(self.value)
        return model
