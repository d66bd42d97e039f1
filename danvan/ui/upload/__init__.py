"""The steps of bringing a file in, as the page „Nhập số liệu“ shows them; what they decide is in danvan.ingest."""
