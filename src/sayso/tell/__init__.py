"""Tell: how does a person or a program get at the record?"""
