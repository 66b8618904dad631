"""Reads an iCalendar file with the icalendar library and prints its events as JSON: an independent witness."""
import json
import sys

from icalendar import Calendar

with open(sys.argv[1], 'rb') as file:
    calendar = Calendar.from_ical(file.read())
events = [
    {
        'uid': str(event['UID']),
        'at': event['DTSTART'].dt.isoformat(),
        'summary': str(event['SUMMARY']),
        'description': str(event['DESCRIPTION']),
        'remindDays': sorted(-alarm['TRIGGER'].dt.days for alarm in event.walk('VALARM')),
    }
    for event in calendar.walk('VEVENT')
]
errors = [str(error) for component in calendar.walk() for error in component.errors]
print(json.dumps({'version': str(calendar['VERSION']), 'events': events, 'errors': errors}))
