title a conversation at the post office
form dialogue
cast a: child
cast b: postman
cast c: child
cast d: old
word to: in the city, on the island, in the mountains, in the next village, up in the north, at the seaside
word in1: a knitted cap, a jar of plum jam, a picture book, a pair of slippers, a tin of biscuits, a wooden horse
word wrong: the street, the number of the house, the name of the town, the name of the sender
word stamp: a lighthouse, an owl, a steam engine, a tulip, a sailing ship, a snail
word when: tomorrow, in two days, on Friday, before Sunday, in a week
word joke: it will not bite, it does not tick, it cannot hatch, it will not run away
number p: 2..5
number s: 1..3
number k: p+s
number l: 11..20
number r: l-k

beat line
{a.name}: Good morning, {b.name}. I would like to send this parcel.
{a.name}: Hello, {b.name}! Can I send a parcel here?
{a.name}: Here I am with a parcel, {b.name}. Is it too big for the post?
beat line
{b.name}: Put it on the scales, please. Who is it for?
{b.name}: Let me have a look at it. For whom is it?
{b.name}: Nothing is too big for the post. Who is going to get it?
beat line
{a.name}: It is for {c.name}, who is staying {to} at the moment.
{a.name}: It is for my friend {c.name}, who is spending the holidays {to}.
{a.name}: My friend {c.name} is {to} this week, and I want to send a surprise.
beat line
{b.name}: And what is in it, if I may ask? I hope that {joke}.
{b.name}: It is quite heavy. What have you put in it?
{b.name}: How carefully you have tied it up! What is inside?
beat line
{a.name}: It is {in1}, and there is a letter, too.
{a.name}: Only {in1} and a letter. I packed it all in straw so that nothing can happen to it.
{a.name}: I will tell you, but do not tell {c.name}. It is {in1}, and a letter as well.
beat line
{b.name}: Wait a moment. You have forgotten {wrong}.
{b.name}: I see that something is missing here. What about {wrong}?
{b.name}: Just a moment. There is one thing that I cannot find, and that is {wrong}.
beat line
{a.name}: Oh! I was so busy with the knots that I did not think of it.
{a.name}: You are right. How silly of me!
{a.name}: Is it not on the other side? No, I have forgotten it.
beat line
{b.name}: That happens to everyone. I have pen and ink here, so you can put it right.
{b.name}: Never mind. {d.name} forgot the whole address last week.
{b.name}: I see that every day. Take this pen and add it.
beat line
{a.name}: Done! How much do I have to pay?
{a.name}: There, that should do. What does it cost?
{a.name}: Now everything is there. What do I owe you?
beat line
{b.name}: The parcel costs {p} coins, and the letter inside costs {s}. That makes {k}.
{b.name}: It is {p} coins for the parcel and {s} for the letter, so {k} coins altogether.
{b.name}: Let me count. The parcel is {p}, the letter is {s}, and together that is {k} coins.
beat line
{a.name}: Here are {l} coins. It is all that I have saved.
{a.name}: I have {l} coins with me.
{a.name}: Then {l} coins ought to be enough.
beat line
{b.name}: Then you get {r} back. Would you like this stamp with {stamp} on it?
{b.name}: And here are {r} coins for you. Look, I am giving you a stamp with {stamp} on it.
{b.name}: That leaves {r} coins for you. And I will choose my prettiest stamp, the one with {stamp}.
beat line
{a.name}: That is pretty! When will the parcel be there?
{a.name}: Thank you! How long will it take?
{a.name}: It almost looks too good to be stamped on. When will it arrive?
beat line
{b.name}: If the wind is fair, it will be there {when}.
{b.name}: It should arrive {when}.
{b.name}: The mail coach leaves at noon, so it will be there {when}.
beat line
{a.name}: Wonderful! Then it will be just in time.
{a.name}: That is good to know. Goodbye, {b.name}!
{a.name}: I shall count the hours. Thank you very much!
beat maybe line
{b.name}: Goodbye, {a.name}. Shut the door quietly, for the cat is asleep on the newspapers.
{b.name}: Goodbye! And tell your friend to write back, for I like to bring good news.

ask who c
? Who will get the parcel
? To whom is {a.name} sending the parcel
! {c.name} will get the parcel
! The parcel is for {c.name}
ask what in1
? What is in the parcel
? What did {a.name} pack
! It is {in1}
! There is {in1} in it
ask what wrong
? What had {a.name} forgotten
? What was missing
! {a.name} had forgotten {wrong}
! It was {wrong}
ask how-many k
? The parcel costs {p} coins and the letter costs {s}. How much is that together
? How many coins does {a.name} have to pay
! {p} and {s} make {k}, so it is {k} coins
! {a.name} has to pay {k} coins
ask how-many r
? {a.name} gives {l} coins and must pay {k}. How many coins are left
? How many coins does {a.name} get back
! {l} take away {k} leaves {r}, so {a.name} gets {r} coins back
! {a.name} gets {r} coins back, because {l} minus {k} is {r}
ask what stamp
? What can you see on the stamp
? Which picture does the stamp have
! The stamp shows {stamp}
! There is {stamp} on it
ask what when
? When will the parcel arrive
! It will arrive {when}
! The parcel will be there {when}
