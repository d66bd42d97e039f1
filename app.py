"""The entry: `streamlit run app.py`. Everything it draws is in danvan/ui and pages/."""

from danvan.ui import frame

frame.run()
