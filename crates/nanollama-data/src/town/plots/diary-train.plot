title a diary day on the train
form diary
cast a: child
cast b: child
cast c: old
cast d: grown
word day: Monday, Tuesday, Wednesday, Thursday, Friday, Sunday
word to: the sea, the mountains, the big city, the great lake
word s1: a castle on a rock, a field of sunflowers, a waterfall, a bridge with nine arches, a circus tent, a windmill without sails, a herd of deer, a tower with a stork on it, a village on stilts
word s2: a castle on a rock, a field of sunflowers, a waterfall, a bridge with nine arches, a circus tent, a windmill without sails, a herd of deer, a tower with a stork on it, a village on stilts
word s3: a castle on a rock, a field of sunflowers, a waterfall, a bridge with nine arches, a circus tent, a windmill without sails, a herd of deer, a tower with a stork on it, a village on stilts
word s4: a castle on a rock, a field of sunflowers, a waterfall, a bridge with nine arches, a circus tent, a windmill without sails, a herd of deer, a tower with a stork on it, a village on stilts
word lost: cap, ticket, sandwich, postcard, whistle
word where: under the seat, in the hood of my jacket, between two suitcases, on the step of the carriage, in the luggage net
word food: boiled eggs, cherries, cold sausages, ginger biscuits
word play: cards, dominoes, I spy, battleships
number h: 2..5

beat line
From the diary of {a.name}
A page from the diary of {a.name}
The diary of {a.name}
beat start
{day}. Today I went on a train for the first time in my life. {b.name} and I were going to {to}, with {c.name} to look after us
{day}. I have been to {to}! We went by train, {b.name} and I and old {c.name}, who looked after us
{day}. I am writing this in bed, but the bed is still rattling. {b.name}, {c.name} and I have been to {to} by train
beat start
The engine hissed like a hundred kettles, and then the whole station began to slide away
There was a whistle and a jerk, and the people on the platform grew smaller and smaller
The guard blew a whistle, the doors banged, and off the train went
beat start
I sat by the window and wrote down everything that I saw
{b.name} and I pressed our noses against the window, and I kept a list
I wanted to remember it all, so I made a list of what we saw
beat start
First of all we went past {s1}
The first thing was {s1}
Right behind the town there was {s1}
beat then
we saw {s2}
{s2} came into view, and {b.name} wanted to get out at once
beat start
The third thing on my list is {s3}
Behind a long tunnel there was {s3}
After the tunnel came {s3}
beat start
Last of all we saw {s4}
The last thing before we arrived was {s4}
At the very end of the journey, when I was almost asleep, there was {s4}
beat but
when I wanted to get my {lost} out, it was gone
suddenly I noticed that my {lost} was no longer there
beat then
{d.name} the {d.trade}, who was helping the guard that day, came through the carriage
the door was pushed open, and in came {d.name} the {d.trade}, who was helping the guard that day
along came {d.name} the {d.trade} with a ticket punch, for the guard was ill
beat say d
The tickets, please! And what are you looking for, down there on the floor?
I have come for the tickets. You look as if you had lost something
I need to see your tickets. Or are you playing at being mice, down there?
beat start
{d} got down on both knees and crept about with me
{d.name} knows every corner of the train and helped me at once
beat and
we found it at last, {where}
there it was, {where}
beat maybe start
{c.name} handed round {food}, and we played {play}
We ate {food} out of a paper bag, and they had never tasted so good
beat start
The journey took {h} hours, and I could have gone on for ever
We sat on that train for {h} hours, and not one minute was boring
beat start
Perhaps I shall be a guard one day, or even drive the engine
When I shut my eyes, I can still hear it: tickety-tack, tickety-tack
Tomorrow I am going to build a train out of all our chairs

ask what s1
? What did they see first of all
? What was the first thing on {a.my} list
! First they saw {s1}
! The first thing was {s1}
ask what s2
? What did they see second
? What did they see after {s1}
! The second thing was {s2}
! After that they saw {s2}
ask what s3
? What was the third thing that they saw
? What did they see after {s2}
! The third thing was {s3}
! It was {s3}
ask what s4
? What did they see last of all
? What was the last thing on the list
! Last of all they saw {s4}
! The last thing was {s4}
ask what lost
? What did {a.name} lose on the train
? What was {a.name} looking for
! {a.name} was looking for the {lost}
! It was the {lost}
ask who d
? Who helped {a.name} look for it
? Who came to check the tickets
! It was {d.name}
! {d.name} came and helped
ask how-many h
? How many hours did the journey take
! It took {h} hours
! The journey took {h} hours
ask where to
? Where did they go by train
? Where did the train take them
! They went to {to}
! The train took them to {to}
