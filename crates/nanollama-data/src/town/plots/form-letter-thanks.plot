title a letter of thanks
form letter
thing x: scarf, pullover, cap, hat, waistcoat; colour
cast a: child
cast c: old
cast d: child
word weather: snow, hard frost, a cold east wind, icy weather
word day: on Monday, on Tuesday, on Wednesday, on Friday, last week
word what: built a snowman, fed the ducks, went sledging, helped to sweep the yard, cut snowflakes out of paper
word bring: a drawing, a bag of roasted chestnuts, a tin of ginger biscuits, a home-made bookmark, a pressed flower
word when: on Sunday, at the end of the month, when the snow has melted, on your birthday

beat line
Dear {c.name},
beat paragraph
Thank you (very much|so much|a thousand times) for the parcel
Your parcel came {day}, and I want to thank you at once
I was so happy when the postman brought your parcel {day}
beat start
I (tore|cut) the string open, and there was {x.a}
In the paper was {x.a}, exactly what I needed
beat start
It fits me (very well|perfectly) and is as warm as toast
How did you know that my old one was worn out?
beat paragraph
Here we have {weather}, and everyone is freezing, but {x.the} keeps me warm
We have {weather} every day, so I put {x.the} on as soon as I get up
beat start
My friend {d.name} and I {what}, and I wore it all the time
The very next day I wore it when my friend {d.name} and I {what}
beat maybe start
{d.name} asked me who had made it, and I was proud to say that it was you
Even the cat likes it and wants to sleep on it
beat but
I must tell you something
there is one thing I have to tell you
beat start
I got it caught on a nail, and now there is a (little|small) hole in it
I was careless near the fence and tore a (little|small) hole in it
beat start
I am (so|very) sorry. Could you show me how to mend it?
Please do not be cross. I would like to learn how to mend it myself
beat maybe start
I have already bought wool of the right colour
I have saved a bit of yarn for it
beat paragraph
I would like to visit you {when}, if I may
May I come to see you {when}?
beat start
I will bring {bring}
I have a surprise for you. It is {bring}
beat maybe start
Then you can tell me stories of long ago
Please keep a place for me by the stove
beat line
(Yours|With love|With a big hug),
beat line
{a.name}

ask who c
? Who is the letter for
? To whom did {a.name} write
! {a.name} wrote to {c.name}
! The letter from {a.name} is for {c.name}
ask what x
? What was in the parcel
? What did {c.name} send
! {c.name} sent {x.a}
! {x.a} was in the parcel
ask colour x
? What colour is {x.the}
! {x.the} is {x.colour}
ask why
? Why is {a.name} sorry
? What is {a.name} sorry about
! {a.name} is sorry because there is a hole in {x.the}
! {a.name} is sorry about the hole in {x.the}
ask what
? What will {a.name} bring along
? What does {a.name} want to take to {c.name}
! {a.name} will bring {bring}
! It will be {bring}
