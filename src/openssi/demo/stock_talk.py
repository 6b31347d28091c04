"""The words of everyday talk: exchanges with customers and colleagues, groups, advertisements."""

# ruff: noqa: E501 - a phrase is a line

from __future__ import annotations

from openssi.demo.stock_posts import lines

__all__ = ["COWORKER", "CUSTOMER", "GERMAN_CHAT", "GROUP", "PITCHES", "SPONSORED_HTML", "TALK"]

# Everyday exchanges: turns in order, alternating; the seller begins those that start with `> `.
CUSTOMER = lines("""
    Morning! Gate 4 shows yesterday's plan, is that you or us? | It was us, fixed since {time}. Sorry. | Seen it, thanks.
    Can we add {number} users for the late shift? | Done, they get a link today. | Perfect.
    > The steering meeting moves to {day}, {time}. | Works. Do you need numbers from me? | Only the waiting times, please.
    > How did the first week without the fax go? | Quiet. The crew keeps it as a souvenir. | Please send a photo!
    Our auditor asks where the time stamps are stored. | In Frankfurt, two places. I send the page from the manual. | That is enough for him.
    We had {number} no-shows this week, is that normal? | For week three, yes. The list on Monday usually halves it. | Then I wait until Monday.
    Is there a way to block doors for maintenance? | Yes, under closures, also recurring. Shall I show it on {day}? | Found it already.
    Could you join our carrier day in {city}? | With pleasure. How many carriers? | About {number}, coffee is safe.
    The budget for the second site is approved! | That made my week. Congratulations to you! | Contract by {month}, please.
    One supplier refuses to book. Any trick? | Send him his own waiting times. It works nine times out of ten. | I will be the tenth, but fine.
    May I give your name to a colleague at {company}? | Of course, thank you. | Expect a call on {day}.
    > Reminder: the renewal is due in {month}. | I know, purchasing is on it. | Thank you, no rush.
    What does the orange dot mean? | Truck in the yard, not at a door yet. | Then we have many orange dots.
    Could the export have seconds? | It is in the next version, around {month}. | Great, our analyst will celebrate.
    Your webinar was good, the part on mixed pallets especially. | Thanks! That was your own data, by the way. | I noticed...
    Are you on site on {day}? | Yes, from {time} at the gate. | I bring the safety shoes, size?
    We went from 96 to {number} minutes in {city}. | May I quote that? | Without the name, yes.
    New site manager starts on {day}. Can you do a short intro? | Sure, half an hour? | Make it an hour, she asks a lot.
    The tablet at gate 2 is dead. | Replacement leaves today, use the phone page until then. | OK.
    Two carriers booked the same door, how? | One was blocked by hand at six. I show you where to see it. | Ah, that was me.
    > Your punctuality is up by {number} % since spring. | Management will not believe it. | I send the raw rows, too.
    Who gets the alert at night? | The shift lead, nobody else. Shall I change it? | No, that is right.
    Christmas plan: closed from the 23rd. | Entered, carriers see it from today. | Early this year!
    The drivers' page should show the parking, too. | A picture is enough? | A picture is perfect.
    We need a report for the customer audit on {day}. | Which period? | The last quarter.
    > Three other sites asked for a visit at yours. Would {day} suit you? | Only with cake. | Cake is confirmed.
    Purchasing asks about the price for {number} doors. | Same step as now, I put it in writing. | Thanks, that helps me.
    Our yard tractor is booked twice a day. | There is a plan for that: resources, second page. | How did I miss this.
    > How is the new planner doing? | Better than me after three years. | That says something about the teacher.
    The display at the gate is too dark. | Settings, contrast, or sunglasses. | Settings it is.
    Can we see how long each supplier took last month? | Yes, and you can send it to them with one click. | I like that.
    Any news on the rail slots? | First customer is live since {day}. | Then we want to be the second.
""")

# Among colleagues either side may begin.
COWORKER = lines("""
    Do you have the latest price sheet? | In the shared folder, version of {day}. | Got it, thanks.
    Can you take the {city} call at {time}? I am on a train. | Yes. Anything I should know? | They hate slides.
    Who owns the account {company} now? | You, since {month}. | Oh.
    The demo tenant is slow again. | Restarted, try now. | Better.
    Congrats on the signature! | Team effort, you wrote the calculation. | Cake on {day} then.
    Could you read my post before I publish? | Sure. Second line is too long, rest is you. | Cut it, thanks.
    Forecast by {time} please. | Is in. {number} % on the big one, honestly. | Appreciated.
    Did the customer answer the security questions? | Half of them. I chase the rest on {day}. | You are a hero.
    Lunch? | {time} downstairs. | See you.
    Is the roadmap slide official? | Only with the footnote. | Of course.
    I have {number} leads from the fair, want the French ones? | Yes please, all of them. | Sent.
    Night shift rollout on {day}, are you in? | I bring coffee for {number}. | Legend.
    What was the name of the site with the two ramps? | Neuhafen, ask for the shift lead. | That's it!
    My hotel in {city} lost the booking. | Take mine, I go home tonight. | I owe you one.
    Can we give them {number} days more for the pilot? | Yes, but with a date for the decision. | Agreed.
    Did you see the new yard view? | It looks great, except the colour for blocked. | Told them, too.
    Prospect from {city} wants a French demo. | I can do {day}. | Booked.
    Which site would you use as a reference for food? | {city}, the lead loves visitors. | Thanks!
    My slide on detention, could you check the sum? | Row four is counted twice. | Uff, thank you.
    Who keeps the fax picture? | I do, in three sizes. | Send all.
    Legal wants clause 9 back. | Again? I call them at {time}. | Good luck.
""")

GERMAN_CHAT = lines("""
    Guten Morgen, am Tor 4 steht noch der Plan von gestern. | Schon behoben, bitte einmal neu laden. | Passt, danke!
    Können wir den Termin auf {day} schieben? | Gern, {time}? | Perfekt.
    Die Frühschicht fragt nach einer Kurzanleitung. | Kommt heute, eine Seite. | Super.
    Wir hatten {number} Lkw mehr als geplant und trotzdem keine Schlange. | Das hängen wir uns an die Wand! | Machen wir.
    Kommst du zum Fahrertag nach {city}? | Klar, ich bringe Kaffee mit. | Bis {day}.
    Der Einkauf will noch einen Vergleich. | Ich schicke die Tabelle bis {time}. | Danke dir.
""")

GROUP = lines("""
    Welcome all, this is the group for the {city} rollout.
    I put the plan for {day} into the folder.
    Gate tablets arrive at {time}, who signs?
    I do, I am on site from six.
    Early shift is trained, late shift follows on {day}.
    {number} bookings on the first morning, two by phone.
    Two by phone is a record.
    Who turns off the fax? I want a video.
    Carrier list is complete now, {number} names.
    Please check the closures for the public holiday.
    Done for both halls.
    Small glitch at gate 2, solved.
    Thank you all, customer is happy. Drinks on {day}.
    I will miss the phone. Not.
    Waiting time last week: {number} minutes.
    Can someone send me the photo of the board?
    Here it is, sorry for the coffee stain.
""")

TALK = lines("""
    > Good call today, thank you. The calculation follows by {day}. | Thanks. My boss asks about the data centre. | Frankfurt, and a second one in Munich.
    Could we see it live somewhere? | Yes, near {city}, the site lead expects you on {day}. | Great, two of us will come.
    Our {number} doors are split over two halls, is that a problem? | No, one plan, two gates. | Good.
    Purchasing wants three references. | Names are in the mail, all of them expect your call. | You are quick.
    We decide in {month}. | Understood. Is there anything open from our side? | The clause on liability.
    The board said yes to a pilot. | Wonderful! Kick-off on {day}? | {time}, at the gate.
    > Quick recap: {number} doors, two peaks, one phone. Did I miss something? | The Saturday trucks. | Noted, thank you.
    > The pilot plan is attached, two pages. | Looks doable. Who trains the night shift? | I do, with coffee.
    Can your system read our gate camera? | Plates, yes. Which model? | I ask the gate.
    Our carriers speak six languages. | The driver page speaks eleven. | Then I have no more excuses.
    Is there a case with mixed pallets? | Two, one of them near {city}. | Please send both.
    What happens when the internet is down? | The tablet keeps the day's plan and syncs later. | Good answer.
    IT asks about single sign-on. | Standard, half a day. I connect our people on {day}. | Please do.
    > I made the calculation with your numbers: {number} minutes less per truck. | Which assumption is the weakest? | Unloading of parcels, we should measure it.
    > Would {day} suit you for the gate visit? | Better at {time}, shift change. | Even better.
    Who else in the region uses it? | Three neighbours, I may name one. | Call me for the name.
    I am on leave until {day}. | Enjoy! I will not write until then. | Thank you, that is rare.
""")

PITCHES = lines("""
    Hi Elin, we generate qualified meetings for software teams. Can I get 15 minutes of your time?
    Dear Elin, our data provider has {number},000 logistics contacts. Shall I send a free sample?
    Hi Elin, a confidential role in {city}: Head of Sales, logistics software. Interested?
    Hello Elin, your website could convert {number} % better. I recorded a short video for you.
    Hi Elin, last seats for our masterclass on {day}. Shall I keep one for you?
""")

SPONSORED_HTML = (
    "<p>Hi Elin,</p><p>is your pipeline <strong>ready for the next quarter</strong>?</p>"
    "<ul><li>42 templates</li><li>A checklist &amp; a webinar</li></ul>"
    '<p><a href="https://pipeline-academy.example/demo?src=li">Save my seat</a><br>The Pipeline Academy</p>'
)
